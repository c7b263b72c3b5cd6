import { kmeans } from '../../backend/detectors/kmeans/kmeans.ts';
import { multivariate } from '../../backend/detectors/multivariate/multivariate.ts';
import { METHODS } from '../../backend/detectors/multivariate/settings.ts';
import { subsequence } from '../../backend/detectors/subsequence/subsequence.ts';
import { NightjarError } from '../../backend/errors.ts';
import type { Detector } from '../../backend/detectors/detector.ts';
import { FEATURE_KINDS, featureCase } from './feature-cases.ts';
import type { OnnxCase } from './onnx-case.ts';

type Kind = (typeof FEATURE_KINDS)[number];

/** The exported graph of stretches does not compare difference by difference, and says so: `approximate: true`. */
const APPROXIMATE = 1e-2;

function writerOf<S>({ id, toOnnx }: Detector<S>) {
  if (!toOnnx) {
    throw new NightjarError('engine-failure', `${id} exports no ONNX files.`);
  }
  return toOnnx;
}

export async function kmeansCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of FEATURE_KINDS) {
    cases.push(await featureCase(kmeans, kind, 'distance', writerOf(kmeans)));
  }
  return cases;
}

/** Every method, over several series. */
export async function multivariateCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const method of METHODS) {
    const raw = method === 'autoencoder' ? 'raw' : 'distance';
    for (const [name, days, settings] of [
      [method, 14, { method }],
      [`${method}-short-windows`, 6, { method, window: 5 }],
    ] as const) {
      cases.push(await featureCase(multivariate, { name, days, series: 3, settings }, raw, writerOf(multivariate)));
    }
  }
  return cases;
}

const STRETCHES: readonly Kind[] = [
  { name: 'one-series', days: 14, series: 1, settings: {} },
  { name: 'short-windows', days: 6, series: 1, settings: { window: 16 } },
  { name: 'no-season', days: 1, series: 1, settings: { window: 64 } },
  { name: 'constant', days: 14, series: 1, settings: { window: 24 }, change: (values) => values.map(() => 5) },
  { name: 'large-values', days: 14, series: 1, settings: {}, change: (values) => values.map((value) => value * 1e13) },
];

export async function subsequenceCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of STRETCHES) {
    const { expected, ...one } = await featureCase(subsequence, kind, 'distance', writerOf(subsequence));
    cases.push({ ...one, expected: { score: expected.score }, tolerance: APPROXIMATE });
  }
  return cases;
}
