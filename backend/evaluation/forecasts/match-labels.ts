import type { Labels } from '../../series/series.ts';

/**
 * Which of the series of another query belongs to one with these labels: the only one there is, else the one that shares the most labels with it and contradicts none;
 * the metric's name does not count. null where there is none, or where two are as good.
 */
export function matchLabels<T extends { readonly labels: Labels }>(labels: Labels, candidates: readonly T[]): T | null {
  if (candidates.length === 1) {
    return candidates[0];
  }
  const shared = candidates.map((one) => sharedLabels(labels, one.labels));
  const most = Math.max(0, ...shared);
  const best = candidates.filter((_, index) => shared[index] === most);
  return most > 0 && best.length === 1 ? best[0] : null;
}

/** How many labels two series have in common; 0 where they differ in one that both have. */
function sharedLabels(a: Labels, b: Labels): number {
  const names = Object.keys(a).filter((name) => name !== '__name__' && name in b);
  return names.every((name) => a[name] === b[name]) ? names.length : 0;
}
