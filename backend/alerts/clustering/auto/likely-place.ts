import type { Group } from './group.ts';

/** Where the fault of a group most likely is; -1 where nothing tells. */
export function likelyPlace(group: Group): number {
  let [best, most] = [-1, 0];
  for (const service of group.belief.spokenOf()) {
    const probability = group.belief.probability(service);
    if (probability > most) {
      [best, most] = [service, probability];
    }
  }
  return best;
}
