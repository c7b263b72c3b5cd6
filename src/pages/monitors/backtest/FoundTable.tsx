import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Explanation } from '../../../../contract/detection.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
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
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={backtestWords.worst()}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{backtestWords.severity()}</th>
            <th scope="col">{backtestWords.score()}</th>
            <th scope="col">{backtestWords.when()}</th>
            <th scope="col">{backtestWords.series()}</th>
            <th scope="col">{backtestWords.value()}</th>
            <th scope="col">{backtestWords.why()}</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(0.5, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  series: css({ overflowWrap: 'anywhere' }),
  why: css({ minWidth: 220, color: theme.colors.text.secondary }),
});
