import { classifyAnomalies } from '../anomaly-types/classify.ts';
import type { Detection, UntypedDetection } from './detection.ts';

/** Tells the types of all intervals, in one run of the network; a missing value has none. Throws `engine-failure` where ONNX Runtime does not load. */
export async function nameTypes(detections: readonly UntypedDetection[]): Promise<Detection[]> {
  const types = await classifyAnomalies(
    detections.flatMap(({ intervals }) => intervals.flatMap(({ evidence }) => evidence ?? []))
  );
  let next = 0;
  return detections.map((detection) => ({
    ...detection,
    intervals: detection.intervals.map(({ evidence, ...interval }) => {
      if (!evidence) {
        return { ...interval, type: 'unusual_pattern', typeProbability: 0 };
      }
      const { type, probability } = types[next++];
      return { ...interval, type, typeProbability: probability };
    }),
  }));
}
