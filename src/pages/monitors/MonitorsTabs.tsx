import { monitorPaths } from '../../ui/monitor/paths.ts';
import { PageTabs } from '../../ui/PageTabs.tsx';
import { monitorWords } from './words.ts';

export interface MonitorsTabsProps {
  readonly ds: string;
  readonly active: 'monitors' | 'rules';
}

/** Between the list of monitors and what holds for all of them. */
export function MonitorsTabs({ ds, active }: MonitorsTabsProps) {
  return (
    <PageTabs
      active={active}
      tabs={[
        { id: 'monitors', label: monitorWords.tabMonitors(), href: monitorPaths.list(ds) },
        { id: 'rules', label: monitorWords.tabRules(), href: monitorPaths.rules(ds) },
      ]}
    />
  );
}
