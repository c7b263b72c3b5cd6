import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import { NETWORK } from '../../../backend/anomaly-types/classify.ts';
import { EVIDENCE_FEATURES, evidenceFeatures } from '../../../backend/anomaly-types/evidence-features.ts';
import { train } from '../../../backend/onnx/training/trainer.ts';
import type { TypedFault } from './faults.ts';

const STEPS = 6000;
const BATCH = 128;

/** Trains the network on faults, a tenth of them held out to tell when to stop; the same parameters for the same faults. */
export async function trainNetwork(faults: readonly TypedFault[], seed: number): Promise<Float32Array> {
  const isHeldOut = (_: TypedFault, i: number) => i % 10 === 9;
  const rowsOf = (part: readonly TypedFault[]) => {
    const x = new Float32Array(part.length * EVIDENCE_FEATURES.length);
    const y = new Float32Array(part.length * ANOMALY_TYPES.length);
    part.forEach(({ evidence, type }, i) => {
      x.set(evidenceFeatures(evidence), i * EVIDENCE_FEATURES.length);
      y[i * ANOMALY_TYPES.length + ANOMALY_TYPES.indexOf(type)] = 1;
    });
    return { rows: part.length, inputs: { x, y } };
  };
  const { parameters } = await train(
    NETWORK,
    rowsOf(faults.filter((fault, i) => !isHeldOut(fault, i))),
    {
      steps: STEPS,
      batchSize: BATCH,
      seed,
      optimiser: { kind: 'adamw', weightDecay: 1e-3 },
      schedule: { kind: 'cosine', rate: 3e-3, steps: STEPS },
      clipNorm: 1,
      evaluateEvery: 200,
      stop: { patience: 8 },
    },
    { heldOut: rowsOf(faults.filter(isHeldOut)) }
  );
  return parameters;
}
