import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, SeriesIcon, useStyles2 } from '@grafana/ui';
import { DataTable } from '../table/DataTable.tsx';
import { AccuracyBadge } from './AccuracyBadge.tsx';
import { likelihoodText } from './hit-sentence.ts';
import { durationText } from './model/duration-text.ts';
import { endOf, isFiniteNumber } from './model/shown-forecast.ts';
import type { ShownForecast } from './model/shown-forecast.ts';
import { byUrgency, urgencyOf } from './model/urgency.ts';
import { UrgencyMark } from './UrgencyMark.tsx';
import { durationSpan, forecastWords, rowWords } from './words.ts';

export interface ForecastRowsProps {
  readonly forecasts: readonly ShownForecast[];
  /** Index of the forecast in focus; null while none is. */
  readonly focus: number | null;
  readonly onFocus: (index: number | null) => void;
  readonly onExplain: (index: number) => void;
}

/** The series of a panel in figures, the most urgent first; a row brings its fan to the front. */
export function ForecastRows({ forecasts, focus, onFocus, onExplain }: ForecastRowsProps) {
  const styles = useStyles2(getStyles);
  const hasLimit = forecasts.some(({ hits }) => hits !== null);
  const [{ intervals }] = forecasts;
  const headings = [
    rowWords.series(),
    rowWords.end(durationText(endOf(forecasts[0]) - forecasts[0].origin)),
    rowWords.interval(String(intervals[0]?.level ?? 95)),
    ...(hasLimit ? [rowWords.hit(), rowWords.range(), rowWords.probability()] : []),
    rowWords.accuracy(),
    null,
  ];
  const order = forecasts.map((_, index) => index).sort((a, b) => byUrgency(forecasts[a].hits, forecasts[b].hits));
  return (
    <DataTable name={rowWords.table()} headings={headings} className={styles.table}>
      {order.map((index) => {
        const forecast = forecasts[index];
        return (
          <tr key={`${forecast.name} ${index}`} className={cx(focus === index && styles.focused)}>
            <td>
              <Button
                fill="text"
                variant="secondary"
                size="sm"
                className={styles.name}
                aria-pressed={focus === index}
                tooltip={focus === index ? rowWords.showAll() : rowWords.show(forecast.name)}
                onClick={() => onFocus(focus === index ? null : index)}
              >
                <SeriesIcon color={forecast.color} />
                <span className={styles.text}>{forecast.name}</span>
              </Button>
            </td>
            <EndCells forecast={forecast} />
            {hasLimit && <HitCells forecast={forecast} />}
            <td>{forecast.facts && <AccuracyBadge accuracy={forecast.facts.accuracy} />}</td>
            <td>
              <IconButton
                name="info-circle"
                size="sm"
                tooltip={forecastWords.explainOf(forecast.name)}
                onClick={() => onExplain(index)}
              />
            </td>
          </tr>
        );
      })}
    </DataTable>
  );
}

function EndCells({ forecast: { mean, intervals, format } }: { readonly forecast: ShownForecast }) {
  const last = mean.values.length - 1;
  const text = (value: number | null | undefined) => (isFiniteNumber(value) ? format(value) : rowWords.none());
  const [widest] = intervals;
  return (
    <>
      <td>{text(mean.values[last])}</td>
      <td>{widest ? durationSpan(text(widest.lower[last]), text(widest.upper[last])) : rowWords.none()}</td>
    </>
  );
}

function HitCells({ forecast }: { readonly forecast: ShownForecast }) {
  const styles = useStyles2(getStyles);
  const { hits, origin } = forecast;
  if (!hits) {
    return (
      <>
        <td>{rowWords.none()}</td>
        <td>{rowWords.none()}</td>
        <td>{rowWords.none()}</td>
      </>
    );
  }
  const horizon = durationText(endOf(forecast) - origin);
  const text = (after: number | null) => (after === null ? `> ${horizon}` : durationText(after));
  return (
    <>
      <td>
        <span className={styles.hit}>
          <UrgencyMark urgency={urgencyOf(hits)} />
          {hits.isPast ? rowWords.now() : text(hits.p50)}
        </span>
      </td>
      <td>{hits.isPast || hits.p10 === null ? rowWords.none() : durationSpan(text(hits.p10), text(hits.p90))}</td>
      <td>{likelihoodText(hits.probability)}</td>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontSize: theme.typography.bodySmall.fontSize,
    'th, td': { padding: theme.spacing(0.25, 1), whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
    td: { verticalAlign: 'middle' },
  }),
  focused: css({ background: theme.colors.background.secondary }),
  name: css({ padding: theme.spacing(0, 0.5) }),
  text: css({ marginLeft: theme.spacing(0.75), maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis' }),
  hit: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
});
