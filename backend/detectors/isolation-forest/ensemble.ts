import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { PATH_QUANTUM } from './forest.ts';
import type { Forest } from './forest.ts';
import { visitForest } from './packed-forest.ts';

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
