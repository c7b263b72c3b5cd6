import { parseDuration } from '../../contract/duration.ts';
import type { Interpretation } from '../../contract/interpretation.ts';
import { FORECAST_EVERY_MS, evaluationInterval } from '../../contract/monitor.ts';
import type { MissingPolicy } from '../../contract/query.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import type { Detector } from '../detectors/detector.ts';
import { NightjarError } from '../errors.ts';
import type { ForecastPlan } from '../evaluation/forecasts/plan-forecast.ts';
import { planForecast } from '../evaluation/forecasts/plan-forecast.ts';
import { replaceMacros } from '../evaluation/macros.ts';
import { readDetection } from '../evaluation/read-detection.ts';
import type { MonitorSpec } from './monitor-spec.ts';

/** A monitor's spec as an evaluation takes it; durations in ms, all multiples of nothing but themselves except `every`, one of `step`. */
export interface MonitorPlan {
  /** With their variables replaced. */
  readonly exprs: readonly string[];
  readonly detector: Detector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly step: number;
  readonly every: number;
  readonly delay: number;
  /** As in `Rhythm`. */
  readonly spread?: number;
  readonly trainingWindow: number;
  readonly refitEvery: number;
  readonly refitOnDrift: boolean;
  readonly missing: MissingPolicy;
  readonly timeZone: string;
  readonly interpretation: Interpretation;
  /** null where it detects. Its expression is all of the monitor's, one a line. */
  readonly forecast: ForecastPlan | null;
}

const DAY_MS = 86_400_000;
/** Share of their interval that forecast monitors are spread over. */
const FORECAST_SPREAD = 0.75;

/**
 * How a monitor is evaluated. Throws `bad-query` with a sentence that names what is wrong, also what only the whole spec shows, and `bad-settings` for
 * the datasource's.
 */
export function planMonitor(spec: MonitorSpec, datasource: DatasourceSettings): MonitorPlan {
  const { training } = spec;
  const read = readDetection({ ...spec, trainingWindow: training.window }, datasource);
  const { detector, settings, trainingWindow, scrapeInterval } = read;
  const forecast = forecastOf(spec, datasource);
  const step = forecast?.step ?? read.step;
  const every = evaluationInterval(
    spec.every,
    step,
    forecast ? Math.min(FORECAST_EVERY_MS, forecast.horizon) : undefined
  );
  if (every > trainingWindow || every > DAY_MS) {
    throw new NightjarError(
      'bad-query',
      'A monitor is evaluated at least once a day, and more often than its training window is long: take a shorter time between evaluations.'
    );
  }
  const refitEvery = parseDuration(training.refitEvery) ?? DAY_MS;
  if (refitEvery < every) {
    throw new NightjarError('bad-query', 'Models cannot be fitted more often than the monitor is evaluated.');
  }
  if (spec.queries.length > 1 && new Set(spec.queries.map(({ expr }) => expr.trim())).size < spec.queries.length) {
    throw new NightjarError('bad-query', 'Two queries of the monitor are the same: remove one of them.');
  }
  const { sensitivity, direction, minDeviation, minRelativeDeviation, minSeverity } = spec;
  return {
    exprs: spec.queries.map(({ expr }) => replaceMacros(expr, step, scrapeInterval)),
    detector,
    settings,
    step,
    every,
    delay: parseDuration(spec.delay) ?? 0,
    trainingWindow,
    refitEvery,
    refitOnDrift: training.refitOnDrift,
    missing: spec.missing,
    timeZone: spec.timeZone,
    interpretation: { sensitivity, direction, minDeviation, minRelativeDeviation, minSeverity },
    // A forecast takes long: ten thousand series are foretold one after the other, not all at the full hour.
    spread: forecast ? every * FORECAST_SPREAD : undefined,
    forecast,
  };
}

function forecastOf(spec: MonitorSpec, datasource: DatasourceSettings): ForecastPlan | null {
  if (!spec.forecast) {
    return null;
  }
  const expr = spec.queries.map((query) => query.expr).join('\n');
  const forecast = { timeZone: spec.timeZone, ...spec.forecast };
  return planForecast({ expr, forecast, step: spec.step, trainingWindow: spec.training.window }, datasource);
}
