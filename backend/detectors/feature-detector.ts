import type { Detector, FittedModel, SeriesGroup } from './detector.ts';
import type { FeatureSettings } from './feature-columns.ts';
import { scoreFeatures } from './feature-scores.ts';
import type { FeatureParameters, RowMeasure } from './feature-scores.ts';

/** What of a detector of features is its own. */
export interface FeatureKind<S extends FeatureSettings, P extends FeatureParameters> {
  /** Name of the raw unusualness among the evidence. */
  readonly evidence: string;
  fitGroup(group: SeriesGroup, settings: S, seed: number): Promise<FittedModel>;
  /** How a model measures scaled rows; null where it has seen too few. */
  measureOf(parameters: P): RowMeasure | null;
}

/** The parts of the contract that detectors of features share. */
export function featureDetector<S extends FeatureSettings, P extends FeatureParameters>({
  evidence,
  fitGroup,
  measureOf,
}: FeatureKind<S, P>): Pick<Detector<S>, 'isJoint' | 'lookback' | 'fit' | 'score'> {
  return {
    isJoint: (settings) => settings.joint,
    lookback: (settings) => (settings.features === 'values' ? 0 : settings.window),

    async fit(groups, settings, seed) {
      const models: FittedModel[] = [];
      for (const group of groups) {
        models.push(await fitGroup(group, settings, seed));
      }
      return models;
    },

    async score(models, _states, windows) {
      return await Promise.all(
        windows.map((window, w) => {
          const parameters = models[w].parameters as unknown as P;
          return scoreFeatures(models[w], parameters, window, evidence, measureOf(parameters));
        })
      );
    },
  };
}
