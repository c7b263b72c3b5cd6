import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { LoadingState } from '@grafana/data';
import { useMemo } from 'react';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { shownLine } from '../../ui/text/shown-text.ts';
import { tableOf } from './tables-of.ts';
import type { QueryRun } from './use-query-run.ts';

export interface AlertTableProps {
  readonly run: QueryRun;
  readonly timeZone: string;
}

/** What is known of alerts, as a table: numbers and numbers over time too, which a dashboard would draw. */
export function AlertTable({ run: { data }, timeZone }: AlertTableProps) {
  const { headings, rows, more } = useMemo(() => tableOf(data.series, timeZone), [data.series, timeZone]);
  const reason = data.errors?.[0]?.message ?? data.error?.message;
  if (reason) {
    return (
      <Alert title="The query failed" severity="error">
        {reason}
      </Alert>
    );
  }
  if (data.state === LoadingState.Loading && rows.length === 0) {
    return <LoadingPlaceholder text="Loading" />;
  }
  return rows.length === 0 ? (
    <p>Nothing in this range.</p>
  ) : (
    <>
      <DataTable name="Answer" headings={headings}>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (
              <td key={headings[column]}>{shownLine(cell)}</td>
            ))}
          </tr>
        ))}
      </DataTable>
      {more > 0 && <p>{more} more rows.</p>}
    </>
  );
}
