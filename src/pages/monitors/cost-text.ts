import type { MonitorCost } from '../../api/monitors.ts';
import { monitorWords } from './words.ts';

/** What an hour of evaluation costs, in short parts: series, queries to Prometheus, processor time. */
export function costParts({ series, queriesAnHour, millisecondsAnHour }: MonitorCost): readonly string[] {
  return [
    monitorWords.series(series),
    monitorWords.queries(shortNumber(queriesAnHour)),
    monitorWords.processor(processorTime(millisecondsAnHour)),
  ];
}

/** `1234` as `1.2 k`, for what nobody counts exactly. */
export function shortNumber(value: number): string {
  const [size, unit] = value >= 1e6 ? [1e6, ' M'] : value >= 1e3 ? [1e3, ' k'] : [1, ''];
  const scaled = value / size;
  return `${Number(scaled >= 100 || size === 1 ? scaled.toFixed(0) : scaled.toPrecision(2))}${unit}`;
}

function processorTime(ms: number): string {
  return ms >= 1_000 ? `${Number((ms / 1000).toPrecision(2))} s` : `${Math.round(ms)} ms`;
}
