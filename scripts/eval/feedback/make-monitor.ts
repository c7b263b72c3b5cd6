import type { RangeReply, RangeRequest, SeriesSource } from '../../../backend/sources/source.ts';
import type { Random } from '../random.ts';
import { DAY, START_MS, STEP_MS, usualSeries } from './kinds.ts';
import type { Kind, Usual } from './kinds.ts';

/** A fault of one series; ms, inclusive. */
export interface Fault {
  readonly series: string;
  readonly start: number;
  readonly end: number;
}

export interface MadeMonitor {
  readonly source: SeriesSource;
  readonly faults: readonly Fault[];
}

/** Chance of a fault on a day of the monitor. */
const FAULTS_A_DAY = 0.45;

/** Series of a kind with what is no fault, and faults from `first` (in points) on, each on one series. */
export function makeMonitor(kind: Kind, points: number, first: number, random: Random): MadeMonitor {
  const series = usualSeries(kind, points, random);
  kind.disturb(series, random);
  const faults: Fault[] = [];
  for (let day = first; day < points; day += DAY) {
    if (random.uniform() < FAULTS_A_DAY) {
      const one = series[Math.floor(series.length * random.uniform())];
      const at = day + Math.floor((DAY - 20) * random.uniform());
      const length = strike(one, at, random);
      faults.push({ series: one.name, start: timeOf(at), end: timeOf(at + length - 1) });
    }
  }
  return { source: sourceOf(series), faults };
}

/** Something breaks: a burst, a level that stays for hours, a fall, or nothing any more. Gives its length in points. */
function strike({ values, noise }: Usual, at: number, random: Random): number {
  const which = Math.floor(4 * random.uniform());
  const size = noise * (8 + 14 * random.uniform());
  const length = [3, 15, 8, 6][which] + Math.floor(4 * random.uniform());
  for (let i = at; i < Math.min(values.length, at + length); i++) {
    values[i] = which === 3 ? 0 : values[i] + (which === 2 ? -size : size);
  }
  return length;
}

export function timeOf(point: number): number {
  return START_MS + point * STEP_MS;
}

function sourceOf(series: readonly Usual[]): SeriesSource {
  return {
    identity: 'made',
    async queryRange({ start, end, step }: RangeRequest): Promise<RangeReply> {
      const count = Math.floor((end - start) / step) + 1;
      const times = Float64Array.from({ length: count }, (_, i) => start + i * step);
      return {
        warnings: [],
        series: series.map(({ name, values }) => ({
          labels: { series: name },
          times,
          values: times.map((time) => values[Math.round((time - START_MS) / STEP_MS)] ?? Number.NaN),
        })),
      };
    },
  };
}
