import type { ForeignNode } from './foreign-model.ts';
import { quoted, refused } from './limits.ts';

const WRONG = 'has broken trees';

/**
 * Holds a tree ensemble (ai.onnx.ml) to trees: each node one parent at most, every child there. A circle of nodes, which only some data would reach,
 * would keep ONNX Runtime busy for ever. Throws `bad-request`.
 */
export function checkTrees(node: ForeignNode): void {
  const ints = (name: string): readonly number[] => node.attributes.find((one) => one.name === name)?.ints ?? [];
  const [trees, ids] = [ints('nodes_treeids'), ints('nodes_nodeids')];
  const [yes, no] = [ints('nodes_truenodeids'), ints('nodes_falsenodeids')];
  const count = ids.length;
  if (count === 0 || [trees, yes, no].some(({ length }) => length !== count)) {
    throw refused(`The operation ${quoted(node.operator)} ${WRONG}: its lists differ in length. Export it anew.`);
  }
  const places = new Map<string, number>();
  ids.forEach((id, i) => places.set(`${trees[i]} ${id}`, i));
  if (places.size < count) {
    throw refused(`The operation ${quoted(node.operator)} ${WRONG}: a node is there twice. Export it anew.`);
  }
  const modes = node.attributes.find((one) => one.name === 'nodes_modes')?.leaves ?? [];
  if (modes.length !== count) {
    throw refused(`The operation ${quoted(node.operator)} ${WRONG}: its lists differ in length. Export it anew.`);
  }
  const parents = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    for (const child of modes[i] ? [] : [yes[i], no[i]]) {
      const at = places.get(`${trees[i]} ${child}`);
      if (at === undefined || parents[at] > 0) {
        throw refused(
          `The operation ${quoted(node.operator)} ${WRONG}: node ${child} of tree ${trees[i]} is missing or has two parents. Export it anew.`
        );
      }
      parents[at] = 1;
    }
  }
  // Runtimes begin a tree at its first node, or at the one without a parent: where that is one node, no way leads into a circle.
  const begun = new Set<number>();
  for (let i = 0; i < count; i++) {
    if (!begun.has(trees[i]) && parents[i] > 0) {
      throw refused(
        `The operation ${quoted(node.operator)} ${WRONG}: tree ${trees[i]} does not begin with its root. Export it anew.`
      );
    }
    begun.add(trees[i]);
  }
}
