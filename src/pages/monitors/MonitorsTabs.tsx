import { useNavigate } from 'react-router-dom';
import { Tab, TabsBar } from '@grafana/ui';
import { monitorPaths } from '../../ui/monitor/paths.ts';
import { monitorWords } from './words.ts';

export interface MonitorsTabsProps {
  readonly ds: string;
  readonly active: 'monitors' | 'rules';
}

/** Between the list of monitors and what holds for all of them. */
export function MonitorsTabs({ ds, active }: MonitorsTabsProps) {
  const navigate = useNavigate();
  const tab = (of: MonitorsTabsProps['active'], label: string, href: string) => (
    <Tab
      label={label}
      active={active === of}
      href={href}
      onChangeTab={(event) => {
        event.preventDefault();
        navigate(href);
      }}
    />
  );
  return (
    <TabsBar>
      {tab('monitors', monitorWords.tabMonitors(), monitorPaths.list(ds))}
      {tab('rules', monitorWords.tabRules(), monitorPaths.rules(ds))}
    </TabsBar>
  );
}
