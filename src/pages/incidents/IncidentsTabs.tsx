import { useNavigate } from 'react-router-dom';
import { Tab, TabsBar } from '@grafana/ui';
import { incidentPaths } from '../../ui/alerts/paths.ts';
import { incidentsWords } from './words.ts';

export interface IncidentsTabsProps {
  readonly ds: string;
  readonly active: 'incidents' | 'maintenance' | 'options';
}

/** Between the incidents and what holds for all of them. */
export function IncidentsTabs({ ds, active }: IncidentsTabsProps) {
  const navigate = useNavigate();
  const tab = (of: IncidentsTabsProps['active'], label: string, href: string) => (
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
      {tab('incidents', incidentsWords.tabIncidents(), incidentPaths.list(ds))}
      {tab('maintenance', incidentsWords.tabMaintenance(), incidentPaths.maintenance(ds))}
      {tab('options', incidentsWords.tabOptions(), incidentPaths.options(ds))}
    </TabsBar>
  );
}
