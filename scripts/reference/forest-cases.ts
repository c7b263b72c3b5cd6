import { isolationForest } from '../../backend/detectors/isolation-forest/isolation-forest.ts';
import { ensembleModel } from '../../backend/detectors/isolation-forest/ensemble.ts';
import { PATH_QUANTUM, fitForest, pathSums } from '../../backend/detectors/isolation-forest/forest.ts';
import { forestToOnnx } from '../../backend/detectors/isolation-forest/to-onnx.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import { FEATURE_KINDS, featureCase } from './feature-cases.ts';
import type { OnnxCase } from './onnx-case.ts';

/** Beside the shapes that all detectors of features share. */
const MOST_TREES = {
  name: 'most-trees',
  days: 14,
  series: 1,
  settings: { trees: 256, subsample: 1024, margin: 0 },
};

/** The trees alone. */
function ensembleCase(): OnnxCase {
  const [count, features] = [10_000, 5];
  const random = seededRandom(1);
  const rows = Float32Array.from({ length: count * features }, () => random() + random() - 1);
  const forest = fitForest(rows, count, features, { trees: 100, subsample: 256 }, random);
  const paths = Float32Array.from(pathSums(forest, rows, count), (sum) => sum * PATH_QUANTUM);
  return {
    name: 'isolation-trees',
    model: ensembleModel(forest),
    inputs: { rows: tensor('float32', [count, features], rows) },
    expected: { paths: tensor('float32', [count, 1], paths) },
  };
}

export async function forestCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of [...FEATURE_KINDS, MOST_TREES]) {
    cases.push(await featureCase(isolationForest, kind, 'isolation', forestToOnnx));
  }
  return [...cases, ensembleCase()];
}
