import { SEVERITY_THRESHOLDS } from '../../contract/severity.ts';
import { NightjarError } from '../errors.ts';
import type { Calibration } from './calibration.ts';
import type { FittedModel } from './detector.ts';

/** What is thrown where a model that scores nothing is to be exported; `what` names it: `This network`. */
export function tooFewToExport(what: string): NightjarError {
  return new NightjarError(
    'bad-request',
    `${what} has seen too few points to be exported: train it on a longer window.`
  );
}

/** Metadata of an exported model: what made it, `own` (how its inputs become what it judges), what its scores mean, its training part and settings. */
export function modelMetadata(
  model: FittedModel,
  own: Readonly<Record<string, string>>,
  calibration: Calibration,
  settings: object
): Record<string, string> {
  return {
    detector: model.detector,
    ...own,
    calibration: JSON.stringify(calibration),
    threshold: JSON.stringify(SEVERITY_THRESHOLDS),
    trained: JSON.stringify(model.trained),
    settings: JSON.stringify(settings),
  };
}
