import { css } from '@emotion/css';
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

/** Detections of a back-test, a row each. */
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
        backtestWords.why(),
      ]}
      className={styles.table}
    >
      {found.map(({ id, severity, score, start, series, value, expected, explanation }) => (
        <tr key={id}>
          <td>
            <SeverityMark severity={severity} withLabel />
          </td>
          <td>{score.toFixed(2)}</td>
          <td>{dateTimeFormat(start, { timeZone })}</td>
          <td className={styles.series}>{series}</td>
          <td>{valueText(value, expected)}</td>
          <td className={styles.why}>{(explanation as Explanation | null)?.summary}</td>
        </tr>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ fontSize: theme.typography.bodySmall.fontSize }),
  series: css({ overflowWrap: 'anywhere' }),
  why: css({ minWidth: 220, color: theme.colors.text.secondary }),
});
