import type { SeriesGroup } from '../../../backend/detectors/detector.ts';
import type { Labels } from '../../../backend/series/series.ts';
import type { Random } from '../random.ts';
import { randomFrom, replicasFrom } from '../random.ts';
import type { CleanFamily } from './family.ts';

export const STEP_MS = 60_000;
const MONDAY = Date.UTC(2026, 0, 5);
/** Series that a joint detector is given at once. */
const REPLICAS = 5;

/**
 * One generated series of a family over `n` minutes from a Monday on; for a joint detector five replicas of one thing, alike but for their noise.
 */
export function cleanGroup(family: CleanFamily, seed: number, n: number, isJoint: boolean): SeriesGroup {
  const stream = streamOf(family.name);
  const randoms: Random[] = isJoint ? replicasFrom(seed, stream, REPLICAS) : [randomFrom(seed, stream)];
  const times = Float64Array.from({ length: n }, (_, i) => MONDAY + i * STEP_MS);
  return {
    step: STEP_MS,
    series: randoms.map((random, replica) => ({
      labels: labelsOf(isJoint, replica),
      times,
      values: family.make(random, n),
    })),
  };
}

const labelsOf = (isJoint: boolean, replica: number): Labels => (isJoint ? { instance: String(replica) } : {});

/** A stream of its own for every family, far apart so that replicas never share one (FNV-1a of the name). */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const char of name) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash & 0x7fffff00;
}
