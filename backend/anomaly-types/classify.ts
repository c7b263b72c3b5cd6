import { ANOMALY_TYPES } from '../../contract/fields.ts';
import type { AnomalyType } from '../../contract/fields.ts';
import { classifierNet } from '../onnx/training/nets/perceptron.ts';
import { predict } from '../onnx/training/predict.ts';
import { EVIDENCE_FEATURES, evidenceFeatures } from './evidence-features.ts';
import type { AnomalyEvidence } from './evidence.ts';
import { NETWORK_PARAMETERS } from './network.gen.ts';

/** Features, hidden units, the eight types in the order of `ANOMALY_TYPES`. */
export const NETWORK = classifierNet({ widths: [EVIDENCE_FEATURES.length, 32, ANOMALY_TYPES.length] });

/** Below it no type is likely enough to be named. */
export const LEAST_PROBABILITY = 0.5;

export interface TypedAnomaly {
  readonly type: AnomalyType;
  /** Of the likeliest type, 0..1; below 0.5 the type is `unusual_pattern`. */
  readonly probability: number;
}

/**
 * Which of the eight kinds each anomaly is, by a small network that `npm run -s train:anomaly-types` trained on generated faults and ONNX Runtime runs. A
 * deviation that harms nobody (fewer errors, faster replies, a surge of requests) is an `unusual_pattern`. Throws `engine-failure` where ONNX Runtime does
 * not load.
 */
export function classifyAnomalies(evidence: readonly AnomalyEvidence[]): Promise<TypedAnomaly[]> {
  return classifyWith(parametersOf(NETWORK_PARAMETERS), evidence);
}

/** The same with other parameters of `NETWORK`: what training judges. */
export async function classifyWith(
  parameters: Float32Array,
  evidence: readonly AnomalyEvidence[]
): Promise<TypedAnomaly[]> {
  if (evidence.length === 0) {
    return [];
  }
  const width = EVIDENCE_FEATURES.length;
  const rows = new Float32Array(evidence.length * width);
  evidence.forEach((one, i) => rows.set(evidenceFeatures(one), i * width));
  const { probabilities } = await predict(NETWORK, parameters, rows);
  const types = ANOMALY_TYPES.length;
  return evidence.map((_, i) => likeliest((probabilities.data as Float32Array).subarray(i * types, (i + 1) * types)));
}

function likeliest(probabilities: Float32Array): TypedAnomaly {
  const best = probabilities.reduce((at, probability, i) => (probability > probabilities[at] ? i : at), 0);
  const probability = probabilities[best];
  return { type: probability < LEAST_PROBABILITY ? 'unusual_pattern' : ANOMALY_TYPES[best], probability };
}

/** Little-endian float32 numbers written in base64. */
function parametersOf(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
