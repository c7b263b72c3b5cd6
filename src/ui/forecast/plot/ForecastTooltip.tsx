import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { SeriesIcon, useStyles2 } from '@grafana/ui';
import { likelihoodText } from '../hit-sentence.ts';
import { durationText } from '../model/duration-text.ts';
import { isFiniteNumber } from '../model/shown-forecast.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { forecastTooltipWords } from '../words.ts';
import { valueAt } from './forecast-data.ts';

export interface ForecastTooltipProps {
  readonly forecast: ShownForecast | undefined;
  /** ms since the epoch. */
  readonly time: number;
  readonly timeZone: TimeZone;
}

/** What is known of one series at one time: what was, what is expected and how surely. */
export function ForecastTooltip({ forecast, time, timeZone }: ForecastTooltipProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <div className={styles.time}>
        {dateTimeFormat(time, { timeZone })}
        {forecast && time > forecast.origin && (
          <span> ({forecastTooltipWords.ahead(durationText(time - forecast.origin))})</span>
        )}
      </div>
      {forecast && (
        <>
          <div className={styles.name}>
            <SeriesIcon color={forecast.color} />
            <span className={styles.label}>{forecast.name}</span>
          </div>
          <dl className={styles.facts}>
            {factsAt(forecast, time).map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

/** Names and texts of what is known of a forecast at a time. */
export function factsAt(forecast: ShownForecast, time: number): ReadonlyArray<readonly [string, string]> {
  const { history, mean, intervals, fitted, earlier, limit, hits, format } = forecast;
  const facts: Array<readonly [string, string]> = [];
  const add = (label: string, value: number | null | undefined) =>
    isFiniteNumber(value) && facts.push([label, format(value)]);
  const step = mean.times.length > 1 ? mean.times[1] - mean.times[0] : 0;
  add(forecastTooltipWords.value(), valueAt(history, time, 0));
  const row = mean.times.indexOf(time);
  add(forecastTooltipWords.expected(), mean.values[row]);
  for (const { level, lower, upper } of intervals) {
    const [low, high] = [lower[row], upper[row]];
    if (isFiniteNumber(low) && isFiniteNumber(high)) {
      facts.push([
        forecastTooltipWords.interval(String(level)),
        forecastTooltipWords.fromTo(format(low), format(high)),
      ]);
    }
  }
  add(forecastTooltipWords.fitted(), valueAt(fitted, time, 0));
  for (const { origin, line } of earlier) {
    const value = valueAt(line, time, Math.max(0, step - 1));
    if (origin !== null && value !== null) {
      add(forecastTooltipWords.earlier(durationText(time - origin)), value);
    }
  }
  if (limit) {
    add(forecastTooltipWords.limit(), valueAt(limit.line, time, Number.POSITIVE_INFINITY) ?? limit.line.values[0]);
  }
  const past = hits && row >= 0 ? hits.byStep[row] : undefined;
  if (isFiniteNumber(past)) {
    facts.push([forecastTooltipWords.past(), likelihoodText(past)]);
  }
  return facts;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(1),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    minWidth: 200,
    maxWidth: 420,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'normal',
  }),
  time: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  name: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) }),
  label: css({ overflowWrap: 'anywhere' }),
  facts: css({
    margin: 0,
    '& div': { display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) },
    '& dt': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    '& dd': { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
});
