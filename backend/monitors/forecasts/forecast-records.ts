import { NightjarError } from '../../errors.ts';
import type { ForecastRecord } from '../../forecasts/forecast-record.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import type { LabelMatcher } from '../match-labels.ts';
import type { KeptForecast } from './forecast-chunk.ts';
import type { ForecastPast } from './forecast-pasts.ts';
import { decodePasts } from './forecast-pasts.ts';
import type { ForecastSeries } from './read-forecasts.ts';
import { readForecasts } from './read-forecasts.ts';

/** Earlier forecasts beside one. */
const EARLIER = 3;
/** Origins that are told. */
const MOST_ORIGINS = 1_000;

type RecordStore = Pick<MonitorStore, 'readForecasts' | 'monitorSeries' | 'forecastOrigins' | 'loadMonitorStates'>;

/** What a monitor foretold from one origin. */
export interface ForecastsOfMonitor {
  /** Newest first. */
  readonly origins: readonly number[];
  readonly forecasts: readonly ForecastRecord[];
}

/**
 * What a monitor foretold of the series that match from the newest origin at or before `origin` (ms; the newest of all where it is absent), with what came before the newest
 * forecast, and earlier forecasts a horizon apart. Throws `not-found` where nothing was foretold then.
 */
export async function forecastsOf(
  store: RecordStore,
  monitor: MonitorRow,
  { origin = Number.MAX_SAFE_INTEGER, matchers = [] }: { origin?: number; matchers?: readonly LabelMatcher[] }
): Promise<ForecastsOfMonitor> {
  const origins = await store.forecastOrigins(monitor.id, MOST_ORIGINS);
  const at = origins.find((one) => one <= origin);
  if (at === undefined) {
    if (origins.length > 0) {
      const oldest = new Date(origins[origins.length - 1]).toISOString();
      throw new NightjarError('not-found', `Nothing was foretold then: the oldest forecast kept is of ${oldest}.`);
    }
    return { origins, forecasts: [] };
  }
  const [{ series }, pasts] = await Promise.all([
    readForecasts(store, monitor, at, at, matchers),
    pastsOf(store, monitor),
  ]);
  const horizon = Math.max(0, ...series.map(({ forecasts: [{ step, count }] }) => step * count));
  const earlier = await earlierOf(store, monitor, origins, at, horizon, matchers);
  return { origins, forecasts: series.map((one) => recordOf(one, pasts, earlier)) };
}

function recordOf(
  { labels, forecasts: [forecast] }: ForecastSeries,
  pasts: ReadonlyMap<number, ForecastPast>,
  earlier: readonly KeptForecast[]
): ForecastRecord {
  const { history, fitted } = pasts.get(forecast.ordinal) ?? NO_PAST;
  const own = earlier.filter(({ ordinal }) => ordinal === forecast.ordinal);
  return {
    ...forecast.record(labels),
    history,
    fitted,
    earlier: own.map(({ origin, step, mean }) => ({
      origin,
      step,
      times: Array.from(mean, (_, i) => origin + (i + 1) * step),
      mean: Array.from(mean),
    })),
  };
}

const NO_PAST: ForecastPast = { history: { times: [], values: [] }, fitted: { times: [], values: [] } };

async function pastsOf(store: RecordStore, monitor: MonitorRow): Promise<ReadonlyMap<number, ForecastPast>> {
  const [state] = await store.loadMonitorStates([monitor.id]);
  return state?.snapshot && state.version === monitor.version ? decodePasts(state.snapshot).pasts : new Map();
}

/** From the origins at least one, two, ... horizons before `at`, newest first. */
async function earlierOf(
  store: RecordStore,
  monitor: MonitorRow,
  origins: readonly number[],
  at: number,
  horizon: number,
  matchers: readonly LabelMatcher[]
): Promise<KeptForecast[]> {
  const chosen = new Set<number>();
  for (let back = 1; back <= EARLIER; back++) {
    const found = origins.find((one) => one <= at - back * horizon);
    if (found !== undefined && horizon > 0) {
      chosen.add(found);
    }
  }
  const read = await Promise.all(
    [...chosen].map(async (one) => {
      const { series } = await readForecasts(store, monitor, one, one, matchers);
      return series.map(({ forecasts: [forecast] }) => forecast);
    })
  );
  return read.flat();
}
