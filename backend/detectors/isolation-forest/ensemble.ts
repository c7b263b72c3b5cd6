import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { contentKey } from '../../onnx/content-key.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { PATH_QUANTUM, pathSums } from './forest.ts';
import type { Forest } from './forest.ts';
import { unpackForest, visitForest } from './packed-forest.ts';
import type { PackedForest } from './packed-forest.ts';

/** Adds the forest to a graph as a TreeEnsembleRegressor: rows [n, features] to sums of path lengths [n, 1], both float32. */
export function treeEnsemble(graph: Graph, rows: Value, forest: Forest): Value {
  const nodes = { tree: [] as number[], id: [] as number[], feature: [] as number[], value: [] as number[] };
  const modes: string[] = [];
  const right: number[] = [];
  const leaves = { tree: [] as number[], id: [] as number[], weight: [] as number[] };
  /** Inner nodes whose right branch has not begun. */
  const open: number[] = [];
  let first = 0;
  let tree = -1;
  const add = (of: number, feature: number, value: number, mode: string): number => {
    if (of !== tree) {
      tree = of;
      first = modes.length;
    }
    const index = modes.length;
    if (index > first && modes[index - 1] === 'LEAF') {
      right[open.pop() as number] = index - first;
    }
    nodes.tree.push(of);
    nodes.id.push(index - first);
    nodes.feature.push(feature);
    nodes.value.push(value);
    modes.push(mode);
    right.push(0);
    return index;
  };
  visitForest(forest, {
    inner(of, feature, threshold) {
      open.push(add(of, feature, threshold, 'BRANCH_LEQ'));
    },
    leaf(of, path) {
      leaves.id.push(add(of, 0, 0, 'LEAF') - first);
      leaves.tree.push(of);
      leaves.weight.push(path * PATH_QUANTUM);
    },
  });
  return graph.op('TreeEnsembleRegressor', [rows], {
    aggregate_function: 'SUM',
    n_targets: 1,
    nodes_falsenodeids: right,
    nodes_featureids: nodes.feature,
    nodes_modes: modes,
    nodes_nodeids: nodes.id,
    nodes_treeids: nodes.tree,
    nodes_truenodeids: modes.map((mode, i) => (mode === 'LEAF' ? 0 : nodes.id[i] + 1)),
    nodes_values: nodes.value,
    post_transform: 'NONE',
    target_ids: leaves.id.map(() => 0),
    target_nodeids: leaves.id,
    target_treeids: leaves.tree,
    target_weights: leaves.weight,
  });
}

/** The trees alone as an ONNX file: `rows`, float32 [n, features], to `paths`, float32 [n, 1]. */
export function ensembleModel(forest: Forest): Uint8Array {
  const graph = new Graph('isolation_forest');
  graph.output('paths', treeEnsemble(graph, graph.input('rows', 'float32', ['n', forest.features]), forest));
  return writeModel(graph);
}

/**
 * Rows of one model from which ONNX Runtime walks the trees. Opening a session costs 15 ms, as much as walking 7,000 rows here, and a dashboard
 * asks hundreds of models for a day each; `npm run -s bench -- isolation-forest` measures both. The sums are exact, so both ways agree bit for bit.
 */
const RUNTIME_ROWS = 8_192;

/** Sums of path lengths in quanta, one a row; a forest without its unpacked form gets it here. */
export async function forestSums(packed: PackedForest, rows: Float32Array, count: number): Promise<Float64Array> {
  return count >= RUNTIME_ROWS ? await runtimeSums(packed, rows, count) : walkedSums(unpackForest(packed), rows, count);
}

export function walkedSums(forest: Forest, rows: Float32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  pathSums(forest, rows, count, sums);
  return sums;
}

/** The same by ONNX Runtime. Throws `engine-failure`. */
export async function runtimeSums(packed: PackedForest, rows: Float32Array, count: number): Promise<Float64Array> {
  const model = {
    key: contentKey(
      Int32Array.of(packed.trees, packed.features),
      packed.shape,
      packed.feature,
      packed.threshold,
      packed.path
    ),
    build: () => ensembleModel(unpackForest(packed)),
  };
  const { paths } = await sessions.with(model, (session) =>
    session.run({ rows: tensor('float32', [count, packed.features], rows.subarray(0, count * packed.features)) })
  );
  return Float64Array.from(paths.data as Float32Array, (path) => path / PATH_QUANTUM);
}
