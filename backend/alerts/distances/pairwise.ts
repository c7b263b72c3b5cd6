import type { DTypeArrays } from '../../onnx/tensor.ts';
import { withProducts } from './products.ts';
import type { Precision } from './products.ts';
import type { SquaredDistances } from './squared-distances.ts';

/** Rows of one product at most, a multiple of 32; with few the half of the matrix that is not needed is mostly spared. */
const BLOCK = 128;
/** Numbers of one answer at most: 2 MB of float32. */
const MOST_NUMBERS = 2 ** 19;
/** Half a unit in the last place of float32, as a share. */
const ROUNDING = 2 ** -24;
/** Columns beside those of a row: its own squared norm, and 1. */
const MORE = 2;

type Numbers = DTypeArrays[Precision];

/**
 * Both sides of the one product that gives squared distances: `left` holds -2a, |a|^2, 1 and `right` b, 1, |b|^2. Rows are taken about their mean, which
 * moves no distance and keeps digits.
 */
interface Sides<D extends Precision> {
  readonly left: DTypeArrays[D];
  readonly right: DTypeArrays[D];
  readonly columns: number;
  /** The largest squared norm. */
  readonly largest: number;
}

function sidesOf<D extends Precision>(
  rows: Numbers,
  width: number,
  left: DTypeArrays[D],
  right: DTypeArrays[D]
): Sides<D> {
  const columns = width + MORE;
  const count = rows.length / width;
  const mean = new Float64Array(width);
  for (let i = 0, at = 0; i < count; i++) {
    for (let f = 0; f < width; f++) {
      mean[f] += rows[at++];
    }
  }
  for (let f = 0; f < width; f++) {
    mean[f] /= count;
  }
  let largest = 0;
  for (let i = 0, from = 0, to = 0; i < count; i++, to += MORE) {
    let norm = 0;
    for (let f = 0; f < width; f++, from++, to++) {
      const value = rows[from] - mean[f];
      right[to] = value;
      left[to] = -2 * value;
      norm += value * value;
    }
    left[to] = norm;
    left[to + 1] = 1;
    right[to] = 1;
    right[to + 1] = norm;
    largest = Math.max(largest, norm);
  }
  return { left, right, columns, largest };
}

/** Runs the product of blocks of rows with the rows from each block's first on; `take` gets that first row and the answers, row-major. */
function eachBlock<D extends Precision>(
  dtype: D,
  { left, right, columns }: Sides<D>,
  take: (first: number, squared: DTypeArrays[D]) => void
): Promise<void> {
  const count = right.length / columns;
  const block = Math.max(32, Math.min(BLOCK, Math.floor(MOST_NUMBERS / count / 32) * 32));
  return withProducts(dtype, async (multiply) => {
    for (let first = 0; first < count; first += block) {
      const some = left.subarray(first * columns, Math.min(count, first + block) * columns) as DTypeArrays[D];
      take(first, await multiply(some, right.subarray(first * columns) as DTypeArrays[D], columns));
    }
  });
}

/** Squared Euclidean distances of the rows [count, width], finite, row-major; products in float32 on ONNX Runtime, `exact` from the rows as they are. */
export function rowDistances(rows: Numbers, width: number): SquaredDistances {
  const count = rows.length / width;
  const length = count * (width + MORE);
  const sides = sidesOf<'float32'>(rows, width, new Float32Array(length), new Float32Array(length));
  return {
    count,
    tolerance: 8 * (width + 4) * ROUNDING * sides.largest,
    exact: (a, b) => {
      let sum = 0;
      for (let i = a * width, j = b * width, end = i + width; i < end; i++, j++) {
        const difference = rows[i] - rows[j];
        sum += difference * difference;
      }
      return sum;
    },
    eachRow: (_, visit) =>
      eachBlock('float32', sides, (first, squared) => {
        for (let start = 0, index = first; start < squared.length; start += count - first, index++) {
          visit(index, squared, start, first, count);
        }
      }),
  };
}

/** Euclidean distances of rows [count, width] as a symmetric matrix [count, count], float64 throughout. */
export async function distanceMatrix(rows: Numbers, width: number): Promise<Float64Array> {
  const count = rows.length / width;
  const length = count * (width + MORE);
  const matrix = new Float64Array(count * count);
  const sides = sidesOf<'float64'>(rows, width, new Float64Array(length), new Float64Array(length));
  await eachBlock('float64', sides, (first, squared) => {
    const wide = count - first;
    for (let start = 0, i = first; start < squared.length; start += wide, i++) {
      const row = i * count;
      for (let j = i + 1, at = start + j - first; j < count; j++, at++) {
        const distance = squared[at] > 0 ? Math.sqrt(squared[at]) : 0;
        matrix[row + j] = distance;
        matrix[j * count + i] = distance;
      }
    }
  });
  return matrix;
}
