import type { Contribution } from '../../../contract/detection.ts';
import { seasonAt } from '../../features/season-profile.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import type { Series } from '../../series/series.ts';

/** Stretches of a window that explanations name, as points before the newest: from, to (inclusive). */
function stretches(points: number): [number, number][] {
  const all: [number, number][] = [[0, 0]];
  for (let from = 1, to = 4; from < points; from = to + 1, to = to < 9 ? 9 : 2 * to + 1) {
    all.push([from, Math.min(to, points - 1)]);
  }
  return all;
}

/** `the newest point`, `the 4 points before it`, `5 to 9 points ago`. */
export function stretchName([from, to]: readonly [number, number]): string {
  if (to === 0) {
    return 'the newest point';
  }
  if (from === 1) {
    return to === 1 ? 'the point before it' : `the ${to} points before it`;
  }
  return from === to ? `the point ${to} points ago` : `${from} to ${to} points ago`;
}

/** One thing that adds to a score: a contribution and its signed part of the raw score. */
export interface NamedPart {
  readonly part: Omit<Contribution, 'share'>;
  readonly adds: number;
}

/**
 * Groups what each of the `points` values of one series' window adds (oldest first) into stretches, with the means of value, usual value and signed
 * distance over each. `at`: index of the newest in the series.
 */
export function partsByStretch(series: Series, column: WindowColumn, at: number, adds: Float64Array): NamedPart[] {
  const { times, values } = series;
  return stretches(adds.length).map((stretch) => {
    const [from, to] = stretch;
    let [value, expected, known, sum] = [0, 0, 0, 0];
    for (let back = from; back <= to; back++) {
      sum += adds[adds.length - 1 - back];
      if (Number.isFinite(values[at - back])) {
        value += values[at - back];
        expected += seasonAt(column, times[at - back]) + column.center;
        known++;
      }
    }
    const [meanValue, meanExpected] = [value / known, expected / known];
    const sigmas = (meanValue - meanExpected) / column.scale;
    return { part: { name: stretchName(stretch), value: meanValue, expected: meanExpected, sigmas }, adds: sum };
  });
}

/** What each series adds, with its newest value. `adds`: `points` entries a series. */
export function partsBySeries(
  series: readonly Series[],
  columns: readonly WindowColumn[],
  at: number,
  adds: Float64Array
): NamedPart[] {
  const points = adds.length / series.length;
  return series.map(({ times, values }, s) => {
    const column = columns[s];
    const value = values[at];
    const expected = seasonAt(column, times[at]) + column.center;
    const sum = adds.subarray(s * points, (s + 1) * points).reduce((total, part) => total + part, 0);
    return { part: { name: column.name, value, expected, sigmas: (value - expected) / column.scale }, adds: sum };
  });
}
