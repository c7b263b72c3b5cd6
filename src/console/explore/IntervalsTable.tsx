import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { TimeZone } from '@grafana/data';
import { Button, InteractiveTable, Stack, useStyles2 } from '@grafana/ui';
import type { CellProps, Column } from '@grafana/ui';
import { useMemo } from 'react';
import { formatDuration } from '../../../contract/duration.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { severityWords, typeName } from '../../ui/words.ts';
import type { NamedInterval } from './frame-results.ts';

export interface IntervalsTableProps {
  intervals: NamedInterval[];
  timeZone: TimeZone;
  onZoom: (interval: NamedInterval) => void;
}

type Cell<K extends keyof NamedInterval> = CellProps<NamedInterval, NamedInterval[K]>;

/** The anomalies in view as a table; a row leads to its time. */
export function IntervalsTable({ intervals, timeZone, onZoom }: IntervalsTableProps) {
  const styles = useStyles2(getStyles);
  const columns = useMemo<Array<Column<NamedInterval>>>(
    () => [
      {
        id: 'start',
        header: 'Start',
        sortType: 'number',
        cell: ({ row: { original } }: Cell<'start'>) => (
          <Button fill="text" size="sm" tooltip="Show this time" onClick={() => onZoom(original)}>
            {dateTimeFormat(original.start, { timeZone })}
          </Button>
        ),
      },
      {
        id: 'end',
        header: 'Lasted',
        sortType: ({ original: a }, { original: b }) => a.end - a.start - (b.end - b.start),
        cell: ({ row: { original } }: Cell<'end'>) =>
          original.end > original.start ? formatDuration(original.end - original.start) : 'one point',
      },
      {
        id: 'severity',
        header: 'Severity',
        sortType: ({ original: a }, { original: b }) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
        cell: ({ value }: Cell<'severity'>) => (
          <Stack alignItems="center" gap={0.5}>
            <SeverityMark severity={value} /> {severityWords[value]()}
          </Stack>
        ),
      },
      {
        id: 'type',
        header: 'Type',
        sortType: 'string',
        cell: ({ row: { original } }: Cell<'type'>) => <>{typeName(original)}</>,
      },
      { id: 'series', header: 'Series', sortType: 'string' },
      { id: 'score', header: 'Score', sortType: 'number', cell: ({ value }: Cell<'score'>) => <>{value.toFixed(2)}</> },
      {
        id: 'explanation',
        header: 'Why',
        cell: ({ value }: Cell<'explanation'>) => <div className={styles.why}>{value.summary}</div>,
      },
    ],
    [onZoom, styles, timeZone]
  );
  return (
    <InteractiveTable
      columns={columns}
      data={intervals}
      getRowId={({ id, series }) => `${series} ${id}`}
      pageSize={25}
      initialSortBy={[{ id: 'start', desc: true }]}
    />
  );
}

const getStyles = () => ({
  // A narrow window scrolls the table sideways; squeezed to a word a line it would be unreadable.
  why: css({ minWidth: '18em' }),
});
