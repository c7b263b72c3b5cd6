import type { AlertSource } from '../../contract/alerts.ts';
import { ALERT_SOURCES } from '../../contract/alerts.ts';
import type { NoiseRows } from '../store/alerts/alert-store.ts';
import { COUNT_MS } from '../store/alerts/records.ts';
import type { NoiseFigures } from './records.ts';

/** Points that the course over time has at most. */
const MOST_POINTS = 200;

/** How much of what came in people had to look at, over time and by source. Counts are kept by stretches, so those at the ends count whole. */
export function noiseFigures({ counts, incidents }: NoiseRows, from: number, to: number): NoiseFigures {
  const received = sum(counts.map((count) => count.received));
  const distinct = sum(counts.map((count) => count.different));
  const step = stepOf(to - from);
  const cellOf = (at: number): number => Math.floor(at / step) * step;
  const cells = new Map<number, NoiseFigures['overTime'][number]>();
  const cell = (at: number): NoiseFigures['overTime'][number] => {
    const known = cells.get(cellOf(at)) ?? { at: cellOf(at), received: 0, distinct: 0, incidents: 0 };
    cells.set(known.at, known);
    return known;
  };
  // When nothing came in belongs to the course as well.
  for (let at = cellOf(from); at < to; at += step) {
    cell(at);
  }
  for (const count of counts) {
    cell(count.at).received += count.received;
    cell(count.at).distinct += count.different;
  }
  incidents.forEach(({ at }) => cell(at).incidents++);
  return {
    from,
    to,
    received,
    distinct,
    incidents: incidents.length,
    actedUpon: incidents.filter(({ acted }) => acted).length,
    reduction: received === 0 ? 0 : Math.max(0, 1 - incidents.length / received),
    bySource: ALERT_SOURCES.flatMap((source: AlertSource) => {
      const own = counts.filter((count) => count.source === source);
      return own.length === 0
        ? []
        : [{ source, received: sum(own.map((one) => one.received)), distinct: sum(own.map((one) => one.different)) }];
    }),
    overTime: [...cells.values()].sort((a, b) => a.at - b.at),
  };
}

/** A whole number of stretches, ms. */
function stepOf(range: number): number {
  return COUNT_MS * Math.max(1, Math.ceil(range / COUNT_MS / MOST_POINTS));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
