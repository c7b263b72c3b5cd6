import { oneClassSvm } from '../../backend/detectors/one-class-svm/one-class-svm.ts';
import { svmToOnnx, svmToRegressor } from '../../backend/detectors/one-class-svm/to-onnx.ts';
import { FEATURE_KINDS, featureCase } from './feature-cases.ts';
import type { OnnxCase } from './onnx-case.ts';

/** Sums of kernels in float32, in an order of each runtime's own; unusualness, 0 to 80, is their logarithm. */
const TOLERANCE = 1e-4;

/** Every shape in both forms: matrix products and SVMRegressor. */
export async function svmCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of FEATURE_KINDS) {
    cases.push({ ...(await featureCase(oneClassSvm, kind, 'unusualness', svmToOnnx)), tolerance: TOLERANCE });
    const named = { ...kind, name: `${kind.name}-svm-regressor` };
    cases.push({ ...(await featureCase(oneClassSvm, named, 'unusualness', svmToRegressor)), tolerance: TOLERANCE });
  }
  return cases;
}
