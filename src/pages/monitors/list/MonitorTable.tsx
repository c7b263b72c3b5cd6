import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MonitorSummary } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
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
  const styles = useStyles2(getStyles);
  const sortable = (key: SortKey) => <SortHeader name={key} filter={filter} onChange={onChange} />;
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={listWords.heading()}>
      <table className={styles.table}>
        <thead>
          <tr>
            {sortable('state')}
            {sortable('name')}
            {sortable('score')}
            <th scope="col">{listWords.day()}</th>
            {sortable('detections')}
            {sortable('cost')}
            <th scope="col">{listWords.detector()}</th>
            {sortable('updated')}
            <th scope="col">{listWords.actions()}</th>
          </tr>
        </thead>
        <tbody>
          {monitors.map((monitor) => (
            <MonitorRow
              key={monitor.id}
              datasource={datasource}
              monitor={monitor}
              actions={actions}
              mayChange={mayChange}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
});
