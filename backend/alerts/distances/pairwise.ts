import { Graph } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Session } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import type { DTypeArrays } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { SquaredDistances } from './squared-distances.ts';

/** Numbers of one run's answer at most: 2 MB of float32. */
const MOST_NUMBERS = 2 ** 19;
/** Half a unit in the last place of float32, as a share. */
const ROUNDING = 2 ** -24;

/** Columns beside those of a row: its own squared norm, and 1. */
const MORE = 2;

function pairwiseModel(dtype: Precision): Uint8Array {
  const graph = new Graph('pairwise_distances');
  const left = graph.input('left', dtype, ['n', 'columns']);
  const right = graph.input('right', dtype, ['m', 'columns']);
  graph.output('squared', graph.op('Gemm', [left, right], { transB: 1 }));
  return writeModel(graph);
}

const MODELS = {
  float32: { key: 'pairwise-float32', build: () => pairwiseModel('float32') },
  float64: { key: 'pairwise-float64', build: () => pairwiseModel('float64') },
};

type Precision = 'float32' | 'float64';
type Numbers = DTypeArrays[Precision];

/**
 * Both sides of the one product that gives squared distances: `left` holds -2a, |a|^2, 1 and `right` b, 1, |b|^2. Rows are taken about their mean, which
 * moves no distance and keeps digits.
 */
interface Sides<D extends Precision> {
  readonly left: DTypeArrays[D];
  readonly right: DTypeArrays[D];
  readonly columns: number;
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
  for (let i = 0; i < rows.length; i++) {
    mean[i % width] += rows[i] / count;
  }
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const to = i * columns;
    let norm = 0;
    for (let f = 0; f < width; f++) {
      right[to + f] = rows[i * width + f] - mean[f];
      left[to + f] = -2 * right[to + f];
      norm += right[to + f] * right[to + f];
    }
    left[to + width] = norm;
    left[to + width + 1] = 1;
    right[to + width] = 1;
    right[to + width + 1] = norm;
    largest = Math.max(largest, norm);
  }
  return { left, right, columns, largest };
}

/** Runs the product a block of rows at a time; `take` gets the block's first row and its answers, row-major. */
async function eachBlock<D extends Precision>(
  dtype: D,
  { left, right, columns }: Sides<D>,
  take: (first: number, squared: DTypeArrays[D]) => void
): Promise<void> {
  const count = right.length / columns;
  const block = Math.max(1, Math.floor(MOST_NUMBERS / count));
  const whole = tensor(dtype, [count, columns], right);
  await sessions.with(MODELS[dtype], async (session: Session) => {
    for (let first = 0; first < count; first += block) {
      const size = Math.min(block, count - first);
      const part = left.subarray(first * columns, (first + size) * columns) as DTypeArrays[D];
      const feeds = { left: tensor(dtype, [size, columns], part), right: whole };
      const { squared } = session.runNow ? session.runNow(feeds) : await session.run(feeds);
      take(first, squared.data as DTypeArrays[D]);
      if (first + size < count) {
        // Others get their turn between blocks.
        await new Promise((resolve) => setImmediate(resolve));
      }
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
    eachRow: (visit) =>
      eachBlock('float32', sides, (first, squared) => {
        for (let start = 0, index = first; start < squared.length; start += count, index++) {
          visit(index, squared, start);
        }
      }),
  };
}

/** Euclidean distances of rows [count, width] as a matrix [count, count], row-major, float64 throughout. */
export async function distanceMatrix(rows: Numbers, width: number): Promise<Float64Array> {
  const count = rows.length / width;
  const length = count * (width + MORE);
  const matrix = new Float64Array(count * count);
  const sides = sidesOf<'float64'>(rows, width, new Float64Array(length), new Float64Array(length));
  await eachBlock('float64', sides, (first, squared) => {
    for (let i = 0, at = first * count; i < squared.length; i++, at++) {
      matrix[at] = squared[i] > 0 ? Math.sqrt(squared[i]) : 0;
    }
  });
  for (let i = 0; i < count; i++) {
    matrix[i * count + i] = 0;
  }
  return matrix;
}
