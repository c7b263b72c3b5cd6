import { Graph } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';

/** Columns of one forecast's origin and the weights of every step, row-major [columns, ahead]. */
export interface Weighted {
  readonly columns: Float64Array;
  readonly weights: Float64Array;
}

const MODEL = {
  key: 'ridge: columns by weights',
  build: (): Uint8Array => {
    const graph = new Graph('ridge');
    const columns = graph.input('columns', 'float64', ['n', 1, 'columns']);
    const weights = graph.input('weights', 'float64', ['n', 'columns', 'ahead']);
    graph.output('differences', graph.op('MatMul', [columns, weights]));
    return writeModel(graph);
  },
};

/** What each step differs by from the season before: one run for all of equal size. */
export async function weighted(all: readonly Weighted[]): Promise<Float64Array[]> {
  const bySize = new Map<string, number[]>();
  all.forEach(({ columns, weights }, i) => {
    const size = `${columns.length} ${weights.length}`;
    bySize.set(size, [...(bySize.get(size) ?? []), i]);
  });
  const results = new Array<Float64Array>(all.length);
  await sessions.with(MODEL, async (session) => {
    for (const members of bySize.values()) {
      const [{ columns, weights }] = members.map((i) => all[i]);
      const ahead = weights.length / columns.length;
      const feeds = {
        columns: tensor('float64', [members.length, 1, columns.length], joined(members.map((i) => all[i].columns))),
        weights: tensor('float64', [members.length, columns.length, ahead], joined(members.map((i) => all[i].weights))),
      };
      const { differences } = await session.run(feeds);
      members.forEach((i, row) => {
        results[i] = (differences.data as Float64Array).slice(row * ahead, (row + 1) * ahead);
      });
    }
  });
  return results;
}

function joined(rows: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(rows.length * rows[0].length);
  rows.forEach((row, i) => all.set(row, i * row.length));
  return all;
}
