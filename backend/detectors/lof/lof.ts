import { distanceDetector } from '../distances/distance-detector.ts';
import type { Measure } from '../distances/distance-model.ts';
import { distanceSettings } from '../distances/distance-settings.ts';
import { fitDensities, outlierFactors } from '../distances/local-outlier-factor.ts';
import type { Densities } from '../distances/local-outlier-factor.ts';
import { NightjarError } from '../../errors.ts';
import { outlierFactorGraph } from './outlier-factor-graph.ts';
import { CORRECTION } from './calibrated.ts';

/** The local outlier factor of a window among the training windows (Breunig, Kriegel, Ng & Sander 2000). */
const measure: Measure = {
  id: 'lof',
  evidence: 'outlierFactor',
  label: 'Local outlier factor (1: as dense as its neighbours)',
  correction: CORRECTION,
  densities: fitDensities,
  raw: (neighbours, densities) => outlierFactors(neighbours, known(densities)),
  rawGraph: (graph, distances, indices, densities) => outlierFactorGraph(graph, distances, indices, known(densities)),
};

function known(densities: Densities | null): Densities {
  if (!densities) {
    throw new NightjarError('engine-failure', 'A lof model lacks the densities of its references: fit it again.');
  }
  return densities;
}

/** `lof`: windows in sparser surroundings than their neighbours are anomalies. */
export const lof = distanceDetector(measure, {
  name: 'Local outlier factor',
  summary:
    'Marks courses that lie apart from the training windows most alike, measured by how alike those are among themselves. Take it for series with several modes of different noise.',
  schema: distanceSettings(20),
});
