import { distanceDetector } from '../distances/distance-detector.ts';
import type { Measure } from '../distances/distance-model.ts';
import { distanceSettings } from '../distances/distance-settings.ts';
import { CORRECTION } from './calibrated.ts';

/** The distance to the k-th nearest training window (Ramaswamy, Rastogi & Shim 2000). */
const measure: Measure = {
  id: 'window-knn',
  evidence: 'distance',
  label: 'Distance to the nearest training windows',
  correction: CORRECTION,
  densities: null,
  raw({ k, distance }) {
    return Float64Array.from({ length: distance.length / k }, (_, i) => distance[(i + 1) * k - 1]);
  },
  rawGraph(graph, distances) {
    const { k } = { k: Number(distances.shape[1]) };
    const ints = (value: number) => graph.constant('int64', [value]);
    return graph.op('Slice', [distances, ints(k - 1), ints(k), ints(1)]);
  },
};

/** `window-knn`: windows far from all but few training windows are anomalies. */
export const windowKnn = distanceDetector(measure, {
  name: 'Nearest windows',
  summary:
    'Marks courses unlike any in the training data, whatever their shape. Take it for looking back over a range, and for series with recurring shapes.',
  schema: distanceSettings(10),
});
