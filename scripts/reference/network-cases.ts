import type { Detector } from '../../backend/detectors/detector.ts';
import { NightjarError } from '../../backend/errors.ts';
import { featureCase } from './feature-cases.ts';
import type { OnnxCase } from './onnx-case.ts';

type Kind = Parameters<typeof featureCase>[1];

/** Every shape an exported network can have. */
const KINDS: readonly Kind[] = [
  { name: 'one-series', days: 14, series: 1, settings: {} },
  { name: 'daily-season', days: 6, series: 1, settings: { window: 7 } },
  { name: 'no-season', days: 1, series: 1, settings: { window: 4, hidden: 1 } },
  { name: 'constant', days: 14, series: 1, settings: {}, change: (values) => values.map(() => 5) },
  { name: 'large-values', days: 14, series: 1, settings: {}, change: (values) => values.map((value) => value * 1e13) },
];
const JOINT: Kind = { name: 'joint', days: 14, series: 3, settings: { joint: true } };

/** The scores of one of the detectors made of a network; `more` are kinds that it alone has. */
export async function networkCases<S>(detector: Detector<S>, more: readonly Kind[] = []): Promise<OnnxCase[]> {
  const { toOnnx } = detector;
  if (!toOnnx) {
    throw new NightjarError('engine-failure', `${detector.id} exports no ONNX files.`);
  }
  const cases: OnnxCase[] = [];
  for (const kind of [
    ...KINDS,
    ...(Object.hasOwn(detector.schema.parse({}) as object, 'joint') ? [JOINT] : []),
    ...more,
  ]) {
    const { expected, ...one } = await featureCase(detector, kind, 'raw', toOnnx);
    // Raw values are distances up to a million: their score is what files must agree on.
    cases.push({ ...one, expected: { score: expected.score } });
  }
  return cases;
}

export const VAE_KINDS: readonly Kind[] = ['reconstruction', 'latent'].map((score) => ({
  name: score,
  days: 14,
  series: 1,
  settings: { score },
}));

export const NEURAL_KINDS: readonly Kind[] = [
  { name: 'tuned', days: 14, series: 1, settings: { threshold: 0.85, sensitivityMultiplier: 1.5 } },
];
