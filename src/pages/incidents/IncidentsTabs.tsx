import { incidentPaths } from '../../ui/alerts/paths.ts';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { incidentsWords } from './words.ts';

export interface IncidentsTabsProps {
  readonly ds: string;
  readonly active: 'incidents' | 'maintenance' | 'options';
}

/** Between the incidents and what holds for all of them. */
export function IncidentsTabs({ ds, active }: IncidentsTabsProps) {
  return (
    <PageTabs
      active={active}
      tabs={[
        { id: 'incidents', label: incidentsWords.tabIncidents(), href: incidentPaths.list(ds) },
        { id: 'maintenance', label: incidentsWords.tabMaintenance(), href: incidentPaths.maintenance(ds) },
        { id: 'options', label: incidentsWords.tabOptions(), href: incidentPaths.options(ds) },
      ]}
    />
  );
}
