import type { Labels } from '../../series/series.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import { matchLabels } from '../match-labels.ts';
import type { LabelMatcher } from '../match-labels.ts';
import type { KeptForecast } from './forecast-chunk.ts';
import { decodeForecasts } from './forecast-chunk.ts';

/** What was foretold of one series of a monitor, oldest origin first. */
export interface ForecastSeries {
  readonly monitor: MonitorRow;
  readonly key: string;
  readonly labels: Labels;
  readonly forecasts: readonly KeptForecast[];
}

/** All that a monitor foretold over a range. */
export interface MonitorForecasts {
  readonly monitor: MonitorRow;
  /** All its origins, ms, ascending: a series without a forecast from one had ended. */
  readonly origins: Float64Array;
  readonly series: readonly ForecastSeries[];
}

type ForecastStore = Pick<MonitorStore, 'readForecasts' | 'monitorSeries'>;

/** Whether a monitor forecasts rather than detects. */
export function isForecastMonitor({ spec }: Pick<MonitorRow, 'spec'>): boolean {
  return typeof spec.forecast === 'object' && spec.forecast !== null;
}

/** What a monitor foretold from origins between `from` and `to` (ms, inclusive), and from the newest one before. */
export async function readForecasts(
  store: ForecastStore,
  monitor: MonitorRow,
  from: number,
  to: number,
  matchers: readonly LabelMatcher[] = []
): Promise<MonitorForecasts> {
  const [rows, chunks] = await Promise.all([
    store.monitorSeries(monitor.id),
    store.readForecasts(monitor.id, from, to),
  ]);
  const wanted = new Map(
    rows.filter(({ labels }) => matchLabels(labels, matchers)).map((series) => [series.ordinal, series])
  );
  const kept = chunks.flatMap(({ bytes }) => decodeForecasts(bytes, (ordinal) => wanted.has(ordinal)));
  const series = [...Map.groupBy(kept, ({ ordinal }) => ordinal)].flatMap(([ordinal, forecasts]): ForecastSeries[] => {
    const known = wanted.get(ordinal);
    return known ? [{ monitor, key: known.key, labels: known.labels, forecasts }] : [];
  });
  return { monitor, origins: Float64Array.from(chunks, ({ origin }) => origin), series };
}
