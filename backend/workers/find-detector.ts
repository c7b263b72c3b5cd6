import { NightjarError } from '../errors.ts';
import { DETECTORS } from '../detectors/index.ts';
import type { Detector } from '../detectors/detector.ts';

/** The detector of an id. Throws `bad-query` listing those there are. */
export function findDetector(id: string): Detector {
  const detector = DETECTORS.find((one) => one.id === id);
  if (!detector) {
    const known = DETECTORS.map((one) => one.id).join(', ');
    throw new NightjarError('bad-query', `There is no detector '${id.slice(0, 60)}': take one of ${known}.`);
  }
  return detector;
}
