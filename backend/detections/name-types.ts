import { classifyAnomalies } from '../anomaly-types/classify.ts';
import type { Detection, UntypedDetection } from './detection.ts';

/** Tells the types of all intervals, in one run of the network. Throws `engine-failure` where ONNX Runtime does not load. */
export async function nameTypes(detections: readonly UntypedDetection[]): Promise<Detection[]> {
  const types = await classifyAnomalies(
    detections.flatMap(({ intervals }) => intervals.map(({ evidence }) => evidence))
  );
  let next = 0;
  return detections.map((detection) => ({
    ...detection,
    intervals: detection.intervals.map(({ evidence: _, ...interval }) => {
      const { type, probability } = types[next++];
      return { ...interval, type, typeProbability: probability };
    }),
  }));
}
