import { z } from 'zod';
import { accuracyRecord, hitTimesRecord } from '../../forecasts/forecast-record.ts';
import { formatLabels } from '../../series/series.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { ForecastSeries } from './read-forecasts.ts';
import { isForecastMonitor, readForecasts } from './read-forecasts.ts';

const ms = z.number().describe('ms since the epoch');

/** A series that a monitor forecasts, as the list by urgency has it. */
export const watchedForecast = z.object({
  monitor: z.object({ id: z.string(), name: z.string() }),
  series: z.string().describe('display name'),
  labels: z.record(z.string(), z.string()),
  unit: z.string().describe('Grafana unit id.'),
  origin: ms,
  step: z.number().describe('ms'),
  horizon: z.number().describe('ms'),
  forecaster: z.string(),
  hits: hitTimesRecord.nullable().describe('null where it has no limit.'),
  accuracy: accuracyRecord.pick({ origins: true, mase: true, naiveMase: true, isWorseThanNaive: true }),
  mean: z.number().describe('Expected at the end of the horizon.'),
  lower: z.number().nullable().describe('Of the widest interval there.'),
  upper: z.number().nullable(),
  notes: z.array(z.string()),
});
export const watchedForecastList = z.object({
  rows: z.array(watchedForecast).describe('Soonest to go past its limit first.'),
  more: z.boolean().describe('Whether there were more than asked for.'),
});
export type WatchedForecast = z.output<typeof watchedForecast>;

type ListStore = Pick<MonitorStore, 'listMonitors' | 'forecastOrigins' | 'readForecasts' | 'monitorSeries'>;

/** The newest forecast of every series of the owner's forecast monitors, by urgency. */
export async function watchedForecasts(store: ListStore, owner: Owner): Promise<WatchedForecast[]> {
  const monitors = (await store.listMonitors(owner)).filter(isForecastMonitor);
  const rows: WatchedForecast[] = [];
  for (const monitor of monitors) {
    const [newest] = await store.forecastOrigins(monitor.id, 1);
    if (newest !== undefined) {
      const { series } = await readForecasts(store, monitor, newest, newest);
      rows.push(...series.map((one) => rowOf(monitor, one)));
    }
  }
  return rows.sort(byUrgency);
}

function rowOf(monitor: MonitorRow, { labels, forecasts: [forecast] }: ForecastSeries): WatchedForecast {
  const { facts, origin, step, count, mean } = forecast;
  const { origins, mase, naiveMase, isWorseThanNaive } = facts.accuracy;
  const widest = forecast.interval(facts.levels.at(-1) ?? Number.NaN);
  return {
    monitor: { id: monitor.id, name: monitor.name },
    series: formatLabels(labels),
    labels: { ...labels },
    unit: facts.unit,
    origin,
    step,
    horizon: count * step,
    forecaster: facts.forecaster,
    hits: facts.hits && { ...facts.hits, byStep: Array.from(forecast.byStep) },
    accuracy: { origins, mase, naiveMase, isWorseThanNaive },
    mean: mean[count - 1],
    lower: widest?.lower[count - 1] ?? null,
    upper: widest?.upper[count - 1] ?? null,
    notes: [...facts.notes],
  };
}

/** Past the limit first; then the one that half of all courses take past it soonest; then the most probable; then by name. */
function byUrgency(a: WatchedForecast, b: WatchedForecast): number {
  return (
    Number(b.hits?.isPast ?? false) - Number(a.hits?.isPast ?? false) ||
    compare(soonest(a, 'p50'), soonest(b, 'p50')) ||
    compare(soonest(a, 'p10'), soonest(b, 'p10')) ||
    (b.hits?.probability ?? -1) - (a.hits?.probability ?? -1) ||
    compare(a.series, b.series) ||
    compare(a.monitor.id, b.monitor.id)
  );
}

/** By the clock, ms. */
function soonest({ hits, origin }: WatchedForecast, quantile: 'p10' | 'p50'): number {
  const after = hits?.[quantile] ?? null;
  return after === null ? Number.POSITIVE_INFINITY : origin + after;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
