import { parseDuration } from './duration.ts';

/**
 * How a monitor stands. `new`: not evaluated yet; `learning`: no series has a score yet; `ok`, `anomalous`: by its newest instant; `late`: its evaluation
 * lags by more than two intervals; `failing`: its last evaluation failed; `paused`: by its owner.
 */
export const MONITOR_STATES = ['new', 'learning', 'ok', 'anomalous', 'late', 'failing', 'paused'] as const;
export type MonitorState = (typeof MONITOR_STATES)[number];

/** What people say of a detection: it was one; it was none; it was to be expected (until an instant, or always). */
export const VERDICTS = ['true', 'false', 'expected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a stretch of time is kept out of training. */
export const EXCLUSION_CAUSES = ['confirmed', 'annotation', 'calendar', 'manual'] as const;
export type ExclusionCause = (typeof EXCLUSION_CAUSES)[number];

/** Names of the metrics a monitor's results are read by, with the labels of the watched series and those of `RESULT_LABELS`. */
export const RESULT_METRICS = {
  score: 'nightjar_anomaly_score',
  expected: 'nightjar_expected',
  lower: 'nightjar_expected_lower',
  upper: 'nightjar_expected_upper',
  anomaly: 'nightjar_anomaly',
} as const;
export type ResultMetric = keyof typeof RESULT_METRICS;

/** Names of the metrics that a forecast monitor's results are read by; the first three have samples at the instants that are foretold, the others at those it is foretold from. */
export const FORECAST_METRICS = {
  forecast: 'nightjar_forecast',
  forecastLower: 'nightjar_forecast_lower',
  forecastUpper: 'nightjar_forecast_upper',
  timeToThreshold: 'nightjar_time_to_threshold_seconds',
  thresholdProbability: 'nightjar_threshold_probability',
} as const;
export type ForecastMetric = keyof typeof FORECAST_METRICS;

/** `auto` of a forecast monitor: how often it forecasts, ms, where its horizon is not shorter. */
export const FORECAST_EVERY_MS = 3_600_000;

/** Labels that are added to every result; a label of the series with such a name becomes `exported_<name>`, its `__name__` becomes `metric`. */
export const RESULT_LABELS = {
  monitor: 'nightjar_monitor',
  monitorId: 'nightjar_monitor_id',
  metric: 'metric',
} as const;

export const MONITOR_DEFAULTS = {
  every: 'auto',
  delay: '0s',
  refitEvery: '7d',
  timeZone: 'UTC',
} as const;

/**
 * Milliseconds between two evaluations of a monitor whose detection step is `step` ms: what it asks for, `auto` being every step but not more often than
 * each minute (or `auto` ms), rounded up to whole steps. Text that is no duration counts as `auto`.
 */
export function evaluationInterval(every: string, step: number, auto = Math.max(step, 60_000)): number {
  const asked = parseDuration(every) ?? auto;
  return Math.max(1, Math.ceil(asked / step)) * step;
}
