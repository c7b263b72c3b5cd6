import { Graph } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import type { Tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { Svm } from './svm.ts';

/** Rows of one run: with some hundred support vectors the kernel of these stays in the second-level cache. */
const BLOCK = 512;
/** Columns of the weights: with one alone ONNX Runtime adds up in an order that depends on how many rows there are. */
const WEIGHT_COLUMNS = 16;

/**
 * Rows [n, features + 2] and support vectors [features + 2, m] whose product is -gamma |x - s|^2, weights [m, 16] (the first column counts) to sums of
 * kernels [n, 16]. Vectors and weights are inputs, so that one session serves every model.
 */
function sumsModel(): Uint8Array {
  const graph = new Graph('one_class_svm_sums');
  const rows = graph.input('rows', 'float32', ['n', 'width']);
  const vectors = graph.input('vectors', 'float32', ['width', 'm']);
  const weights = graph.input('weights', 'float32', ['m', WEIGHT_COLUMNS]);
  const kernel = graph.op('Exp', [graph.op('MatMul', [rows, vectors])]);
  graph.output('sums', graph.op('MatMul', [kernel, weights]));
  return writeModel(graph);
}

const MODEL = { key: 'one-class-svm-sums', build: sumsModel };

/** Support vectors and weights as the graph takes them. */
function inputsOf({ features, gamma, vectors, alpha }: Svm): { vectors: Tensor; weights: Tensor } {
  const count = alpha.length;
  const columns = new Float32Array((features + 2) * count);
  const weights = new Float32Array(count * WEIGHT_COLUMNS);
  for (let k = 0; k < count; k++) {
    let squares = 0;
    for (let f = 0; f < features; f++) {
      const value = vectors[k * features + f];
      squares += value * value;
      columns[f * count + k] = 2 * gamma * value;
    }
    columns[features * count + k] = -gamma * squares;
    columns[(features + 1) * count + k] = -gamma;
    weights[k * WEIGHT_COLUMNS] = alpha[k];
  }
  return {
    vectors: tensor('float32', [features + 2, count], columns),
    weights: tensor('float32', [count, WEIGHT_COLUMNS], weights),
  };
}

/**
 * Weighted sums of kernels of `count` rows (row-major, `svm.features` numbers each) by ONNX Runtime: `sum_k alpha_k exp(-gamma |x - s_k|^2)`. A row's sum is the
 * same to the bit whatever rows are beside it. Throws `engine-failure`.
 */
export async function kernelSums(svm: Svm, rows: Float32Array, count: number): Promise<Float32Array> {
  const sums = new Float32Array(count);
  if (count === 0) {
    return sums;
  }
  const { features } = svm;
  const width = features + 2;
  const inputs = inputsOf(svm);
  await sessions.with(MODEL, async (session) => {
    for (let from = 0; from < count; from += BLOCK) {
      const size = Math.min(BLOCK, count - from);
      // One row alone would go another way through ONNX Runtime; it goes as two.
      const held = Math.max(2, size);
      const block = new Float32Array(held * width);
      for (let i = 0; i < size; i++) {
        let squares = 0;
        for (let f = 0; f < features; f++) {
          const value = rows[(from + i) * features + f];
          squares += value * value;
          block[i * width + f] = value;
        }
        block[i * width + features] = 1;
        block[i * width + features + 1] = squares;
      }
      const found = await session.run({ ...inputs, rows: tensor('float32', [held, width], block) });
      for (let i = 0; i < size; i++) {
        sums[from + i] = found.sums.data[i * WEIGHT_COLUMNS] as number;
      }
    }
  });
  return sums;
}
