import { seededRandom } from '../../../backend/features/random.ts';
import { normalise, optimise, rawAt } from './score.ts';
import type { Prepared, Profile } from './score.ts';

/**
 * Normalised score with every file scored at a threshold found on the others: `parts[f]` names the fold of file f.
 */
export function foldScore(prepared: Prepared, profile: Profile, parts: readonly (string | number)[]): number {
  let raw = 0;
  for (const part of new Set(parts)) {
    const { threshold } = optimise(
      prepared,
      profile,
      parts.map((other) => other !== part)
    );
    raw += rawAt(
      prepared,
      profile,
      threshold,
      parts.map((other) => other === part)
    );
  }
  return normalise(prepared, profile, raw);
}

/** Random parts of equal size, one number a file; the same for the same seed. */
export function randomParts(files: number, parts: number, seed: number): number[] {
  const random = seededRandom(seed);
  const order = Array.from({ length: files }, (_, f) => ({ f, at: random() })).sort((a, b) => a.at - b.at);
  const out = new Array<number>(files);
  order.forEach(({ f }, i) => {
    out[f] = i % parts;
  });
  return out;
}
