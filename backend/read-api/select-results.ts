import { FORECAST_METRICS, RESULT_LABELS, RESULT_METRICS } from '../../contract/monitor.ts';
import type { ForecastMetric, ResultMetric } from '../../contract/monitor.ts';
import type { Matcher } from '../../contract/promql.ts';
import type { ResultSeries } from '../monitors/monitor-service.ts';
import { compileMatcher, compileSelector } from '../series/label-matcher.ts';
import type { Labels } from '../series/series.ts';
import { labelsKey } from '../series/series.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';
import { evaluatedInstants } from './evaluated-instants.ts';
import { holdsFor, longestHold } from './holds-for.ts';
import { gridEnd } from './promql/grid.ts';
import type { Grid } from './promql/grid.ts';
import type { GridSeries } from './promql/value.ts';
import { ReadApiError } from './read-api-error.ts';
import { resultLabels } from './result-labels.ts';
import type { ResultReader } from './result-reader.ts';
import { sampleGrid } from './sample-grid.ts';
import type { Samples } from './sample-grid.ts';
import { addForecasts } from './select-forecasts.ts';

const METRICS = Object.entries(RESULT_METRICS) as [ResultMetric, string][];
const FORETOLD = Object.entries(FORECAST_METRICS) as [ForecastMetric, string][];
/** What one query may hold of samples read and values answered. */
const MOST_VALUES = 10_000_000;
/** Monitors whose results are read at once. */
const AT_ONCE = 50;

/** Monitors and metrics that a selector can mean at all. */
export interface Selected {
  readonly monitors: readonly MonitorRow[];
  readonly metrics: readonly (readonly [ResultMetric, string])[];
  /** Those of forecast monitors. */
  readonly foretold: readonly (readonly [ForecastMetric, string])[];
  /** Whether a series of results, with its name, is meant. */
  readonly test: (labels: Labels) => boolean;
}

export async function selected(reader: ResultReader, owner: Owner, matchers: readonly Matcher[]): Promise<Selected> {
  const about = (label: string): ((value: string) => boolean) => {
    const tests = matchers.filter((matcher) => matcher.label === label).map(compileMatcher);
    return (value) => tests.every((test) => test(value));
  };
  const isName = about('__name__');
  const metrics = METRICS.filter(([, name]) => isName(name));
  const foretold = FORETOLD.filter(([, name]) => isName(name));
  const [isMonitor, isId] = [about(RESULT_LABELS.monitor), about(RESULT_LABELS.monitorId)];
  const monitors =
    metrics.length + foretold.length === 0
      ? []
      : (await reader.monitors(owner)).filter(({ id, name }) => isId(id) && isMonitor(name));
  return { monitors, metrics, foretold, test: compileSelector(matchers) };
}

/**
 * What a selector selects at the instants of a grid. `lookback` in ms, or null for each monitor's own.
 *
 * @throws ReadApiError `execution` where it is more than one query may hold.
 */
export async function selectResults(
  reader: ResultReader,
  owner: Owner,
  matchers: readonly Matcher[],
  grid: Grid,
  lookback: number | null
): Promise<GridSeries[]> {
  const chosen = await selected(reader, owner, matchers);
  const found = new Map<string, GridSeries>();
  const add = (labels: Labels, samples: Samples, holds: number): void => {
    const sampled = chosen.test(labels) ? sampleGrid(samples, grid, holds) : null;
    if (sampled) {
      found.set(labelsKey(labels), { labels, ...sampled });
      if (found.size * grid.count > MOST_VALUES) {
        throw new ReadApiError(
          'execution',
          'query processing would load too many samples into memory in query execution: select less, or take a longer step'
        );
      }
    }
  };
  await addResults(reader, owner, chosen, grid, lookback, add);
  await addForecasts(reader, owner, chosen, grid, lookback, add);
  return [...found.values()];
}

async function addResults(
  reader: ResultReader,
  owner: Owner,
  { monitors, metrics }: Selected,
  grid: Grid,
  lookback: number | null,
  add: (labels: Labels, samples: Samples, holds: number) => void
): Promise<void> {
  for (let first = 0; metrics.length > 0 && first < monitors.length; first += AT_ONCE) {
    const asked = monitors.slice(first, first + AT_ONCE);
    const longest = lookback ?? Math.max(...asked.map(({ spec }) => longestHold(spec)));
    const filter = { monitors: asked.map(({ id }) => id) };
    const results = await reader.results(owner, filter, grid.start - longest, gridEnd(grid));
    for (const own of Map.groupBy(results, (series) => series.monitor.id).values()) {
      const instants = evaluatedInstants(own);
      for (const series of own) {
        const labels = resultLabels(series.monitor, series.labels);
        const holds = lookback ?? holdsFor(series.monitor.spec, series.step);
        for (const [metric, name] of metrics) {
          add(
            { __name__: name, ...labels },
            { times: series.times, values: valuesOf(series, metric), instants },
            holds
          );
        }
      }
    }
  }
}

/** One metric of a series' results; NaN where there is no sample. Whether it was marked is known where it was scored. */
export function valuesOf(series: ResultSeries, metric: ResultMetric): Float64Array {
  return metric === 'anomaly'
    ? series.score.map((score, i) => (Number.isNaN(score) ? NaN : series.anomaly[i]))
    : series[metric];
}
