import { css } from '@emotion/css';
import { Fragment } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Explanation } from '../../../../contract/detection.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { valueText } from '../value-text.ts';
import type { BacktestResult } from './BacktestResults.tsx';
import { backtestWords } from './words.ts';

export interface FoundTableProps {
  readonly found: BacktestResult['found'];
  readonly timeZone: TimeZone;
}

/** Detections of a back-test: what and when in a row, why in the next, so that both fit beside a form. */
export function FoundTable({ found, timeZone }: FoundTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <DataTable
      name={backtestWords.worst()}
      headings={[
        backtestWords.severity(),
        backtestWords.score(),
        backtestWords.when(),
        backtestWords.series(),
        backtestWords.value(),
      ]}
      className={styles.table}
    >
      {found.map(({ id, severity, score, start, series, value, expected, explanation }) => (
        <Fragment key={id}>
          <tr>
            <td>
              <SeverityMark severity={severity} withLabel />
            </td>
            <td>{score.toFixed(2)}</td>
            <td>{dateTimeFormat(start, { timeZone })}</td>
            <td className={styles.series}>{series}</td>
            <td>{valueText(value, expected)}</td>
          </tr>
          <tr>
            <td colSpan={5} className={styles.why}>
              {(explanation as Explanation | null)?.summary}
            </td>
          </tr>
        </Fragment>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontSize: theme.typography.bodySmall.fontSize,
    '&& tbody tr:nth-of-type(odd) td': { borderBottom: 'none', paddingBottom: 0 },
  }),
  series: css({ minWidth: 90, overflowWrap: 'anywhere' }),
  why: css({ color: theme.colors.text.secondary }),
});
