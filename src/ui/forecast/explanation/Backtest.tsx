import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Text, useStyles2, useTheme2 } from '@grafana/ui';
import { DataTable } from '../../table/DataTable.tsx';
import { accuracyText } from '../AccuracyBadge.tsx';
import { percentText } from '../hit-sentence.ts';
import { durationText } from '../model/duration-text.ts';
import { isFiniteNumber } from '../model/shown-forecast.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { SmallChart } from './SmallChart.tsx';
import { backtestWords } from './words.ts';

/** Rows of the table: more lead times are taken at equal distances. */
const MOST_ROWS = 8;

/** How the forecast did from earlier origins: in words, as a graph by lead time, and in figures. */
export function Backtest({ forecast }: { readonly forecast: ShownForecast }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const accuracy = forecast.facts?.accuracy ?? null;
  if (!accuracy || accuracy.origins === 0 || accuracy.byLead.length === 0) {
    return <Text color="secondary">{accuracyText(accuracy)}</Text>;
  }
  const { byLead, coverage } = accuracy;
  const level = String(forecast.facts?.level ?? 95);
  const text = (value: number | null) => (isFiniteNumber(value) ? forecast.format(value) : '–');
  const share = (value: number | null) => (isFiniteNumber(value) ? percentText(value) : '–');
  const errors = byLead.map(({ mae }) => mae);
  return (
    <div className={styles.box}>
      {accuracy.isWorseThanNaive && <Alert severity="warning" title={backtestWords.worse()} />}
      <Text color="secondary">
        {backtestWords.lead(accuracy.origins)} {accuracyText(accuracy)}
      </Text>
      <div className={styles.legend} aria-hidden>
        <span>
          <span style={{ color: forecast.color }}>━</span> {backtestWords.error()}
        </span>
        <span>┅ {backtestWords.naive()}</span>
      </div>
      <SmallChart
        height={90}
        withZero
        label={backtestWords.chart(text(Math.min(...errors)), text(Math.max(...errors)))}
        lines={[
          { values: byLead.map(({ naiveMae }) => naiveMae), color: theme.colors.text.secondary, isDashed: true },
          { values: errors, color: forecast.color },
        ]}
      />
      <div className={styles.ends} aria-hidden>
        <span>{durationText(byLead[0].lead)}</span>
        <span>{durationText(byLead[byLead.length - 1].lead)}</span>
      </div>
      <DataTable
        name={backtestWords.table()}
        className={styles.table}
        headings={[backtestWords.ahead(), backtestWords.error(), backtestWords.naive(), backtestWords.coverage(level)]}
      >
        {thinned(byLead).map(({ lead, mae, naiveMae, coverage: within }) => (
          <tr key={lead}>
            <td>{durationText(lead)}</td>
            <td>{text(mae)}</td>
            <td>{text(naiveMae)}</td>
            <td>{share(within)}</td>
          </tr>
        ))}
      </DataTable>
      {coverage.length > 0 && (
        <Text color="secondary">
          {backtestWords.intervals(
            coverage
              .map((one) => backtestWords.interval(share(one.share), String(Number((100 * one.level).toFixed(2)))))
              .join(', ')
          )}
        </Text>
      )}
    </div>
  );
}

/** The first, the last, and some at equal distances between. */
function thinned<T>(rows: readonly T[]): readonly T[] {
  if (rows.length <= MOST_ROWS) {
    return rows;
  }
  return Array.from({ length: MOST_ROWS }, (_, i) => rows[Math.round((i * (rows.length - 1)) / (MOST_ROWS - 1))]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  legend: css({ display: 'flex', gap: theme.spacing(2), fontSize: theme.typography.bodySmall.fontSize }),
  ends: css({
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  table: css({ fontSize: theme.typography.bodySmall.fontSize, td: { fontVariantNumeric: 'tabular-nums' } }),
});
