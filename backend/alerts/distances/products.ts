import { Graph } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import type { DTypeArrays } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';

export type Precision = 'float32' | 'float64';

/** Rows, row-major: `columns` numbers each. */
export type Multiply<D extends Precision> = (
  left: DTypeArrays[D],
  right: DTypeArrays[D],
  columns: number
) => Promise<DTypeArrays[D]>;

/** Rows against rows: one Gemm, of which distances are made. No shape is fixed, so that one session serves all. */
function productModel(dtype: Precision): Uint8Array {
  const graph = new Graph('products_of_rows');
  const left = graph.input('left', dtype, ['n', 'columns']);
  const right = graph.input('right', dtype, ['m', 'columns']);
  graph.output('products', graph.op('Gemm', [left, right], { transB: 1 }));
  return writeModel(graph);
}

const MODELS = {
  float32: { key: 'products-float32', build: () => productModel('float32') },
  float64: { key: 'products-float64', build: () => productModel('float64') },
};

/** Numbers of products in a row after which others get their turn of the event loop. */
const A_TURN = 4e8;

/** Products of the rows of two sets on ONNX Runtime, [n, m]; the session is held while `use` runs. Throws `engine-failure`. */
export function withProducts<D extends Precision, T>(dtype: D, use: (multiply: Multiply<D>) => Promise<T>): Promise<T> {
  return sessions.with(MODELS[dtype], (session) => {
    let done = 0;
    return use(async (left, right, columns) => {
      const [n, m] = [left.length / columns, right.length / columns];
      done += n * m * columns;
      if (done > A_TURN) {
        done = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const feeds = { left: tensor(dtype, [n, columns], left), right: tensor(dtype, [m, columns], right) };
      const { products } = session.runNow ? session.runNow(feeds) : await session.run(feeds);
      return products.data as DTypeArrays[D];
    });
  });
}
