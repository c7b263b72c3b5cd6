import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Correction } from '../../../backend/detectors/rarity.ts';
import { NightjarError } from '../../../backend/errors.ts';

const DETECTORS = join(import.meta.dirname, '..', '..', '..', 'backend', 'detectors');

const pathOf = (detector: string): string => join(DETECTORS, detector, 'calibrated.ts');

/** The correction a detector ships with; null for one without. */
export async function readCorrection(detector: string): Promise<Correction | null> {
  const path = pathOf(detector);
  if (!existsSync(path)) {
    return null;
  }
  const { CORRECTION } = (await import(pathToFileURL(path).href)) as { CORRECTION?: Correction };
  return CORRECTION ?? null;
}

/** Writes a detector's calibrated.ts. */
export function writeCorrection(detector: string, correction: Correction): void {
  if (!existsSync(pathOf(detector))) {
    throw new NightjarError(
      'internal',
      `${detector} has no calibrated.ts; begin with the identity, UNCORRECTED of rarity.ts.`
    );
  }
  const numbers = correction.map((rarity) => Number(rarity.toFixed(3))).join(', ');
  writeFileSync(
    pathOf(detector),
    `import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..${correction.length}.
 * \`npm run -s eval -- calibration --detector ${detector} --write\` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [${numbers}];
`
  );
}
