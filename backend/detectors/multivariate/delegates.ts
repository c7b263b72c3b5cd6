import { autoencoder } from '../autoencoder/autoencoder.ts';
import type { Detector, FittedModel, Plain } from '../detector.ts';
import { kmeans } from '../kmeans/kmeans.ts';
import type { MultivariateSettings } from './settings.ts';

/** A method that another detector, working jointly, does. */
export interface Delegate {
  readonly detector: Detector;
  /** Its settings. */
  settingsOf(settings: MultivariateSettings): unknown;
}

/** Windows of the autoencoder: one point more than others look back over. */
const LONGEST = 288;
const SHORTEST = 4;
const LEAST_SAMPLES = 50;

const DELEGATES: Readonly<Partial<Record<MultivariateSettings['method'], Delegate>>> = {
  kmeans: {
    detector: kmeans,
    settingsOf: ({ window, contamination, minTrainingSamples, bandWidth }) =>
      kmeans.schema.parse({ joint: true, window, contamination, minTrainingSamples, bandWidth }),
  },
  autoencoder: {
    detector: autoencoder,
    settingsOf: ({ window, minTrainingSamples, bandWidth }) =>
      autoencoder.schema.parse({
        joint: true,
        window: Math.max(SHORTEST, Math.min(LONGEST, window + 1)),
        minTrainingSamples: Math.max(LEAST_SAMPLES, minTrainingSamples),
        bandWidth,
      }),
  },
};

/** Who does the method; null where it is this detector's own. */
export function delegateOf(method: MultivariateSettings['method']): Delegate | null {
  return DELEGATES[method] ?? null;
}

/** What a model of a delegate holds here. */
type DelegatedParameters = { readonly method: MultivariateSettings['method']; readonly delegated: Plain };

/** A delegate's model as this detector's. */
export function asDelegated(method: MultivariateSettings['method'], model: FittedModel): FittedModel {
  const parameters: DelegatedParameters = { method, delegated: model.parameters };
  return { ...model, detector: 'multivariate', parameters };
}

/** The delegate of a model and the model as it knows it; null where the method is this detector's own. */
export function delegatedOf(model: FittedModel): { readonly detector: Detector; readonly model: FittedModel } | null {
  const { method, delegated } = model.parameters as DelegatedParameters;
  const delegate = delegateOf(method);
  return delegate && { detector: delegate.detector, model: { ...model, parameters: delegated } };
}
