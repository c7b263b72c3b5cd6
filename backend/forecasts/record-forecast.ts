import type { HitTimes } from '../../contract/forecast.ts';
import type { Series } from '../series/series.ts';
import type { Forecast } from './forecast.ts';
import type { ForecastRecord } from './forecast-record.ts';

/** Points of the past beside a forecast: three horizons, and so many at least. */
const LEAST_PAST = 200;

/** What a record has beside the forecast itself. */
export interface RecordParts {
  /** Ends at the origin; NaN where a value is missing. */
  readonly past: Series;
  readonly hits: HitTimes | null;
  /** Grafana unit id. */
  readonly unit: string;
  readonly earlier?: ForecastRecord['earlier'];
}

/** A forecast as the API gives it: numbers that are none become null. */
export function recordForecast(forecast: Forecast, { past, hits, unit, earlier = [] }: RecordParts): ForecastRecord {
  const { origin, step, times, mean, intervals, components, members, accuracy, fitted } = forecast;
  const shown = Math.max(LEAST_PAST, 3 * times.length);
  const first = Math.max(0, past.times.length - shown);
  return {
    labels: { ...forecast.labels },
    unit,
    origin,
    step,
    horizon: times.length * step,
    times: Array.from(times),
    mean: Array.from(mean),
    intervals: intervals.map(({ level, lower, upper }) => ({
      level,
      lower: Array.from(lower),
      upper: Array.from(upper),
    })),
    components: components.map(({ kind, name, values }) => ({ kind, name, values: Array.from(values) })),
    members: members.map((one) => ({ ...one, mase: known(one.mase) })),
    forecaster: forecast.forecaster,
    periods: [...forecast.periods],
    trained: { ...forecast.trained },
    accuracy: {
      ...accuracy,
      mase: known(accuracy.mase),
      naiveMase: known(accuracy.naiveMase),
      mae: known(accuracy.mae),
      coverage: accuracy.coverage.map(({ level, share }) => ({ level, share: known(share) })),
      byLead: accuracy.byLead.map(({ lead, mae, naiveMae, coverage }) => ({
        lead,
        mae: known(mae),
        naiveMae: known(naiveMae),
        coverage: known(coverage),
      })),
    },
    hits: hits && { ...hits, byStep: [...hits.byStep] },
    history: { times: Array.from(past.times.subarray(first)), values: Array.from(past.values.subarray(first), known) },
    fitted: { times: Array.from(fitted.times), values: Array.from(fitted.values, known) },
    earlier: [...earlier],
    notes: [...forecast.notes],
  };
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
