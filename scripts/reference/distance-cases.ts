import type { Detector } from '../../backend/detectors/detector.ts';
import type { DistanceSettings } from '../../backend/detectors/distances/distance-model.ts';
import { NightjarError } from '../../backend/errors.ts';
import { featureCase } from './feature-cases.ts';
import type { OnnxCase } from './onnx-case.ts';

/** Exported graphs of distances do not rank anew in the order of Nightjar's sums, and say so: `approximate: true`. */
const TOLERANCE = 1e-2;

type Kind = Parameters<typeof featureCase>[1];

/** Every shape an exported model of distances can have. */
const KINDS: readonly Kind[] = [
  { name: 'one-series', days: 14, series: 1, settings: {} },
  { name: 'daily-season', days: 6, series: 1, settings: { window: 7 } },
  { name: 'no-season', days: 1, series: 1, settings: { window: 2, neighbours: 1 } },
  { name: 'blocks', days: 14, series: 1, settings: { window: 45, references: 500 } },
  { name: 'constant', days: 14, series: 1, settings: {}, change: (values) => values.map(() => 5) },
  { name: 'large-values', days: 14, series: 1, settings: {}, change: (values) => values.map((value) => value * 1e13) },
  { name: 'joint', days: 14, series: 3, settings: { joint: true } },
];

/** The scores of a detector of distances. */
export async function distanceCases(detector: Detector<DistanceSettings>): Promise<OnnxCase[]> {
  const { toOnnx, id } = detector;
  if (!toOnnx) {
    throw new NightjarError('engine-failure', `${id} exports no ONNX files.`);
  }
  const raw = id === 'lof' ? 'outlierFactor' : 'distance';
  const cases: OnnxCase[] = [];
  for (const kind of KINDS) {
    const { expected, ...one } = await featureCase(detector, kind, raw, toOnnx);
    cases.push({ ...one, expected: { score: expected.score }, tolerance: TOLERANCE });
  }
  return cases;
}
