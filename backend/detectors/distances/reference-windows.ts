import { seededRandom } from '../../features/random.ts';
import { NeighbourSearch } from './neighbours.ts';
import type { WindowPoints } from './window-space.ts';

/** Training windows that others are compared with. Plain data; `rows` [count, columns], `newest` [count, series] as in `WindowPoints`. */
export type ReferenceWindows = {
  readonly rows: Float32Array;
  readonly columns: number;
  readonly newest: Float32Array;
  /** The instants the windows end at, ms, and their places in the training data. */
  readonly times: Float64Array;
  readonly places: Int32Array;
};

/**
 * Numbers of at most `most` of `count` things: one by chance from each of so many equal stretches, all where there are no more. Every time is
 * represented, and no period of the data can be missed by a stride.
 */
export function spreadSample(count: number, most: number, seed: number): Int32Array {
  if (count <= most) {
    return Int32Array.from({ length: count }, (_, i) => i);
  }
  const random = seededRandom(seed);
  return Int32Array.from({ length: most }, (_, i) => Math.floor(((i + random()) * count) / most));
}

/** The picked ones of `points`. */
export function pickWindows(points: WindowPoints, picked: Int32Array): WindowPoints {
  const series = points.newest.length / Math.max(1, points.count);
  const pick = (values: Float32Array, width: number): Float32Array => {
    const out = new Float32Array(picked.length * width);
    picked.forEach((at, i) => out.set(values.subarray(at * width, (at + 1) * width), i * width));
    return out;
  };
  return {
    rows: pick(points.rows, points.columns),
    columns: points.columns,
    count: picked.length,
    instants: picked.map((at) => points.instants[at]),
    newest: pick(points.newest, series),
  };
}

export function referencesOf({ rows, columns, newest, instants }: WindowPoints, times: Float64Array): ReferenceWindows {
  return { rows, columns, newest, times: Float64Array.from(instants, (at) => times[at]), places: instants };
}

const searches = new WeakMap<Float32Array, NeighbourSearch>();

/** The search among a model's references, kept as long as the model is. */
export function searchOf({ rows, columns, places }: ReferenceWindows, k: number): NeighbourSearch {
  let search = searches.get(rows);
  if (!search) {
    search = new NeighbourSearch({ rows, columns, count: places.length }, k);
    searches.set(rows, search);
  }
  return search;
}
