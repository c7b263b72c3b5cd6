import type { MonitorSummary } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { MonitorActions } from '../use-monitor-actions.ts';
import type { ListFilter, SortKey } from './list-filter.ts';
import { MonitorRow } from './MonitorRow.tsx';
import { SortHeader } from './SortHeader.tsx';
import { listWords } from './words.ts';

export interface MonitorTableProps {
  readonly datasource: NightjarSource;
  readonly monitors: readonly MonitorSummary[];
  readonly filter: ListFilter;
  readonly actions: MonitorActions;
  readonly mayChange: boolean;
  readonly onChange: (part: Partial<ListFilter>) => void;
}

/** Monitors, a row each. */
export function MonitorTable({ datasource, monitors, filter, actions, mayChange, onChange }: MonitorTableProps) {
  const sortable = (key: SortKey) => <SortHeader name={key} filter={filter} onChange={onChange} />;
  return (
    <DataTable
      name={listWords.heading()}
      headings={[
        sortable('state'),
        sortable('name'),
        sortable('score'),
        listWords.day(),
        sortable('detections'),
        sortable('cost'),
        listWords.detector(),
        sortable('updated'),
        listWords.actions(),
      ]}
    >
      {monitors.map((monitor) => (
        <MonitorRow
          key={monitor.id}
          datasource={datasource}
          monitor={monitor}
          actions={actions}
          mayChange={mayChange}
        />
      ))}
    </DataTable>
  );
}
