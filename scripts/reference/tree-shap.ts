import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATH_QUANTUM, fitForest } from '../../backend/detectors/isolation-forest/forest.ts';
import type { Forest } from '../../backend/detectors/isolation-forest/forest.ts';
import { packForest, visitForest } from '../../backend/detectors/isolation-forest/packed-forest.ts';
import { PathExplainer } from '../../backend/detectors/isolation-forest/tree-shap.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { rawBytes } from '../../backend/onnx/tensor.ts';
import { runPython } from './python.ts';

/** Contributions, in splits, may differ by so much. */
const TOLERANCE = 1e-6;
const ROWS = 50;

/** Forests by the size of what they were grown from. */
const FORESTS = [
  { name: 'features-of-one-series', features: 5, subsample: 256 },
  { name: 'thirty-series', features: 60, subsample: 256 },
  { name: 'deep-trees', features: 12, subsample: 1024 },
  { name: 'one-value', features: 1, subsample: 128 },
];

interface JsonTree {
  readonly left: number[];
  readonly right: number[];
  readonly feature: number[];
  readonly threshold: number[];
  readonly path: number[];
}

interface Verdict {
  readonly name: string;
  readonly rows: number;
  readonly features: number;
  readonly difference: number;
  readonly expectedDifference: number;
}

function treesOf(forest: Forest): JsonTree[] {
  const trees = Array.from({ length: forest.trees }, (): JsonTree => ({
    left: [],
    right: [],
    feature: [],
    threshold: [],
    path: [],
  }));
  /** Inner nodes of the tree at hand whose right branch has not begun. */
  let open: number[] = [];
  const add = (at: number, feature: number, threshold: number, path: number) => {
    const tree = trees[at];
    const node = tree.left.length;
    if (node === 0) {
      open = [];
    } else if (tree.left[node - 1] < 0) {
      tree.right[open.pop() ?? 0] = node;
    }
    const isLeaf = feature < 0;
    tree.left.push(isLeaf ? -1 : node + 1);
    tree.right.push(-1);
    tree.feature.push(feature);
    tree.threshold.push(threshold);
    tree.path.push(path);
    if (!isLeaf) {
      open.push(node);
    }
  };
  visitForest(forest, {
    inner: (tree, feature, threshold) => add(tree, feature, threshold, 0),
    leaf: (tree, path) => add(tree, -1, 0, path * PATH_QUANTUM),
  });
  return trees;
}

/** Contributions of features to path lengths beside those of shap's TreeExplainer (path-dependent). */
export async function compareWithShap(
  python: string,
  folder: string
): Promise<{ name: string; ok: boolean; detail: string }[]> {
  const written = FORESTS.map(({ name, features, subsample }, seed) => {
    const random = seededRandom(seed);
    const training = Float32Array.from({ length: 2000 * features }, () => random() + random() + random() - 1.5);
    const forest = fitForest(training, 2000, features, { trees: 100, subsample }, random);
    const explainer = new PathExplainer(packForest(forest));
    const rows = Float32Array.from({ length: ROWS * features }, () => 4 * (random() - 0.5));
    const parts = new Float64Array(rows.length);
    let expected = 0;
    for (let i = 0; i < ROWS; i++) {
      const explained = explainer.explain(rows.subarray(i * features, (i + 1) * features));
      parts.set(explained.parts, i * features);
      expected = explained.expected;
    }
    writeFileSync(join(folder, `${name}.rows`), rawBytes(rows));
    writeFileSync(join(folder, `${name}.parts`), rawBytes(parts));
    return { name, features, subsample, expected, trees: treesOf(forest) };
  });
  writeFileSync(join(folder, 'forests.json'), JSON.stringify(written));
  const verdicts = await runPython<Verdict[]>(python, join(import.meta.dirname, 'tree_shap.py'), [folder]);
  return verdicts.map(({ name, rows, features, difference, expectedDifference }) => ({
    name: `TreeSHAP, ${name}`,
    ok: difference <= TOLERANCE && expectedDifference <= TOLERANCE,
    detail: `contributions of ${features} features to ${rows} rows within ${difference.toExponential(1)} of shap's, expected path within ${expectedDifference.toExponential(1)}`,
  }));
}
