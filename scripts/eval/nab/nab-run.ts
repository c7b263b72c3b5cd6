import { detectLine } from '../../../backend/detections/batch/detect-line.ts';
import { findDetector } from '../../../backend/workers/find-detector.ts';

/** What one process scores: one file with one detector. */
export interface NabRun {
  readonly detector: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Scores as `nightjar detect` gives them: causal, from nothing, default settings. */
export async function runTask({ detector: id, times, values }: NabRun): Promise<Float64Array> {
  const detector = findDetector(id);
  const line = { id: undefined, times, columns: new Map([['', values]]), trainUntil: undefined };
  const options = { detector, settings: detector.schema.parse({}), mode: 'causal', seed: 1 } as const;
  return (await detectLine(line, 1, options)).score;
}
