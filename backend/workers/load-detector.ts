import type { Detector } from '../detectors/detector.ts';

/**
 * The detector of an id, for a worker: one that starts while an answer waits loads `seasonal`, which the default answers by, without all the others.
 * Throws `bad-query` as `findDetector` does.
 */
export async function loadDetector(id: string): Promise<Detector> {
  if (id === 'seasonal') {
    const { seasonal } = await import('../detectors/seasonal/seasonal.ts');
    return seasonal;
  }
  const { findDetector } = await import('./find-detector.ts');
  return findDetector(id);
}
