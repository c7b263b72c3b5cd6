import type { Prediction, PredictionKind } from '../../../contract/forecast.ts';
import { NightjarError } from '../../errors.ts';
import { PREDICTORS } from './index.ts';
import type { PredictionInput } from './prediction-input.ts';

/** One prediction of one series from its forecast, its history and, where it needs them, a limit or scores. What cannot be said has the value null and says why. */
export function predict(kind: PredictionKind, input: PredictionInput): Prediction {
  const predictor = PREDICTORS.find((one) => one.kind === kind);
  if (!predictor) {
    throw new NightjarError(
      'bad-request',
      `There is no prediction '${kind}': take one of ${PREDICTORS.map((one) => one.kind).join(', ')}.`
    );
  }
  const { forecast, level } = input;
  return {
    kind,
    labels: forecast.labels,
    level,
    horizon: forecast.times[forecast.times.length - 1] - forecast.origin,
    origin: forecast.origin,
    model: forecast.forecaster,
    ...predictor.predict(input),
  };
}
