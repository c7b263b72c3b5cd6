import { useNavigate } from 'react-router-dom';
import { Tab, TabsBar } from '@grafana/ui';

export interface PageTabsProps<Id extends string> {
  readonly tabs: readonly { readonly id: Id; readonly label: string; readonly href: string }[];
  readonly active: Id;
}

/** Tabs that are pages of their own. */
export function PageTabs<Id extends string>({ tabs, active }: PageTabsProps<Id>) {
  const navigate = useNavigate();
  return (
    <TabsBar>
      {tabs.map(({ id, label, href }) => (
        <Tab
          key={id}
          label={label}
          active={active === id}
          href={href}
          onChangeTab={(event) => {
            event.preventDefault();
            navigate(href);
          }}
        />
      ))}
    </TabsBar>
  );
}
