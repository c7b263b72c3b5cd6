import { parseDuration } from '../../contract/duration.ts';
import { FORECAST_DEFAULTS, QUANTILE_LABEL } from '../../contract/forecast.ts';
import type { HitTimes } from '../../contract/forecast.ts';
import { FORECAST_EVERY_MS } from '../../contract/monitor.ts';
import type { ForecastMetric } from '../../contract/monitor.ts';
import type { KeptForecast } from '../monitors/forecasts/forecast-chunk.ts';
import type { ForecastSeries, MonitorForecasts } from '../monitors/forecasts/read-forecasts.ts';
import { isForecastMonitor } from '../monitors/forecasts/read-forecasts.ts';
import type { Labels } from '../series/series.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';
import { LOOKBACK_MS } from './holds-for.ts';
import { gridEnd } from './promql/grid.ts';
import type { Grid } from './promql/grid.ts';
import { resultLabels } from './result-labels.ts';
import type { ResultReader } from './result-reader.ts';
import type { Samples } from './sample-grid.ts';
import type { Selected } from './select-results.ts';

/** Quantiles of the time to a threshold, by the value of their label. */
const QUANTILES = { '0.1': 'p10', '0.5': 'p50', '0.9': 'p90' } as const satisfies Record<string, keyof HitTimes>;
const LINES = new Set<ForecastMetric>(['forecast', 'forecastLower', 'forecastUpper']);

/** Adds what forecast monitors foretold, where it is selected, at the instants of a grid; `lookback` in ms, or null for each monitor's own. */
export async function addForecasts(
  reader: ResultReader,
  owner: Owner,
  { monitors, foretold }: Selected,
  grid: Grid,
  lookback: number | null,
  add: (labels: Labels, samples: Samples, holds: number) => void
): Promise<void> {
  for (const monitor of foretold.length > 0 ? monitors.filter(isForecastMonitor) : []) {
    const facts = factsHold(monitor);
    // A line holds from the newest origin before the range on; a fact as long as it counts.
    const told = await reader.forecasts(owner, monitor, grid.start - (lookback ?? facts), gridEnd(grid));
    const lines = timesOf(told);
    for (const series of told.series) {
      const labels = resultLabels(monitor, series.labels);
      for (const [metric, name] of foretold) {
        if (LINES.has(metric)) {
          const samples = lineOf(metric, series, lines, levelOf(monitor));
          const step = Math.max(...series.forecasts.map((one) => one.step));
          add({ __name__: name, ...labels }, samples, lookback ?? Math.max(LOOKBACK_MS, step));
        } else {
          for (const fact of factsOf(metric, series, told.origins)) {
            add({ __name__: name, ...fact.labels(labels) }, fact.samples, lookback ?? facts);
          }
        }
      }
    }
  }
}

/** Label sets of the forecasts of a series, with the metrics' names. */
export function forecastLabels(
  monitor: MonitorRow,
  labels: Labels,
  foretold: readonly (readonly [ForecastMetric, string])[]
): Labels[] {
  const own = resultLabels(monitor, labels);
  return foretold.flatMap(([metric, name]) => {
    if (metric !== 'timeToThreshold') {
      return [{ __name__: name, ...own }];
    }
    return Object.keys(QUANTILES).map((quantile) => ({ __name__: name, ...withQuantile(own, quantile) }));
  });
}

interface Fact {
  readonly labels: (own: Labels) => Labels;
  readonly samples: Samples;
}

/** What is known from each origin on. */
function factsOf(metric: ForecastMetric, { forecasts }: ForecastSeries, instants: Float64Array): Fact[] {
  const hitting = forecasts.flatMap(({ origin, facts: { hits } }) => (hits ? [{ origin, hits }] : []));
  if (hitting.length === 0) {
    return [];
  }
  const times = Float64Array.from(hitting, ({ origin }) => origin);
  if (metric === 'thresholdProbability') {
    const values = Float64Array.from(hitting, ({ hits }) => (hits.isPast ? 1 : hits.probability));
    return [{ labels: (own) => own, samples: { times, values, instants } }];
  }
  return Object.entries(QUANTILES).map(([quantile, key]) => ({
    labels: (own) => withQuantile(own, quantile),
    samples: { times, values: Float64Array.from(hitting, ({ hits }) => secondsTo(hits, key)), instants },
  }));
}

function secondsTo(hits: Pick<HitTimes, 'isPast' | 'p10' | 'p50' | 'p90'>, key: 'p10' | 'p50' | 'p90'): number {
  const after = hits.isPast ? 0 : hits[key];
  return after === null ? Number.POSITIVE_INFINITY : after / 1_000;
}

/** A label of the series of that name gives way, as when Prometheus scrapes. */
function withQuantile(own: Labels, quantile: string): Labels {
  const { [QUANTILE_LABEL]: clashing, ...others } = own;
  if (clashing === undefined) {
    return { ...own, [QUANTILE_LABEL]: quantile };
  }
  let free = `exported_${QUANTILE_LABEL}`;
  while (Object.hasOwn(others, free)) {
    free = `exported_${free}`;
  }
  return { ...others, [free]: clashing, [QUANTILE_LABEL]: quantile };
}

interface Lines {
  /** Instants of which anything is foretold, ascending. */
  readonly instants: Float64Array;
  /** How many steps count of what is foretold from an origin: up to the next one. */
  readonly counts: ReadonlyMap<number, number>;
}

/** Each instant is told by the newest forecast before it. */
function timesOf({ origins, series }: MonitorForecasts): Lines {
  const grids = new Map(
    series.flatMap(({ forecasts }) => forecasts.map((one): [number, KeptForecast] => [one.origin, one]))
  );
  const instants: number[] = [];
  const counts = new Map<number, number>();
  origins.forEach((origin, i) => {
    const next = origins[i + 1] ?? Number.POSITIVE_INFINITY;
    const { step = 1, count = 0 } = grids.get(origin) ?? {};
    const counted = Math.min(count, Math.max(0, Math.floor((next - origin) / step)));
    counts.set(origin, counted);
    for (let k = 1; k <= counted; k++) {
      instants.push(origin + k * step);
    }
    if (counted === 0 && Number.isFinite(next)) {
      // Nothing was foretold from here: what an older forecast said no longer counts.
      instants.push(next);
    }
  });
  return { instants: Float64Array.from(instants), counts };
}

function lineOf(
  metric: ForecastMetric,
  { forecasts }: ForecastSeries,
  { instants, counts }: Lines,
  level: number
): Samples {
  const times: number[] = [];
  const values: number[] = [];
  for (const forecast of forecasts) {
    const line = columnOf(metric, forecast, level);
    const count = line ? (counts.get(forecast.origin) ?? 0) : 0;
    for (let k = 0; line && k < count; k++) {
      times.push(forecast.origin + (k + 1) * forecast.step);
      values.push(line[k]);
    }
  }
  return { times: Float64Array.from(times), values: Float64Array.from(values), instants };
}

function columnOf(metric: ForecastMetric, forecast: KeptForecast, level: number): Float32Array | null {
  if (metric === 'forecast') {
    return forecast.mean;
  }
  const bounds = forecast.interval(level);
  return bounds && (metric === 'forecastLower' ? bounds.lower : bounds.upper);
}

/** 0..1. */
function levelOf({ spec }: MonitorRow): number {
  const { level } = spec.forecast as { readonly level?: unknown };
  return (typeof level === 'number' ? level : FORECAST_DEFAULTS.level) / 100;
}

/** How long what is foretold from an origin counts, ms: until the forecast after the next must be there. */
function factsHold({ spec }: MonitorRow): number {
  const durationOf = (text: unknown): number | null => (typeof text === 'string' ? parseDuration(text) : null);
  const every = durationOf(spec.every) ?? FORECAST_EVERY_MS;
  return Math.max(LOOKBACK_MS, 2 * every + (durationOf(spec.delay) ?? 0) + (durationOf(spec.step) ?? 0));
}
