import type { Alert } from '../alert.ts';
import { membersOf, renumbered } from './labels.ts';

/** Pairs of fingerprints that people took apart, for looking up. */
export class ApartPairs {
  readonly #of = new Map<string, Set<string>>();

  constructor(pairs: readonly (readonly [string, string])[]) {
    for (const [one, other] of pairs) {
      this.#add(one, other);
      this.#add(other, one);
    }
  }

  #add(one: string, other: string): void {
    const others = this.#of.get(one) ?? new Set();
    this.#of.set(one, others.add(other));
  }

  get isEmpty(): boolean {
    return this.#of.size === 0;
  }

  has(one: string, other: string): boolean {
    return this.#of.get(one)?.has(other) ?? false;
  }

  /** Whether the fingerprint is in any pair. */
  knows(fingerprint: string): boolean {
    return this.#of.has(fingerprint);
  }
}

/**
 * Labels in which no pair that people took apart shares a cluster: those in such pairs part the cluster among them, in order, each into the first part that
 * takes it; the others go with the nearest of them. Labels come back counted by their first alert.
 */
export function separate(
  labels: Int32Array,
  alerts: readonly Alert[],
  pairs: ApartPairs,
  distance: (a: number, b: number) => number
): Int32Array {
  if (pairs.isEmpty) {
    return renumbered(labels);
  }
  const parted = Int32Array.from(labels);
  let next = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  for (const members of membersOf(labels)) {
    const known = members.filter((i) => pairs.knows(alerts[i].fingerprint));
    const parts = partsOf(known, (a, b) => pairs.has(alerts[a].fingerprint, alerts[b].fingerprint));
    if (parts.length < 2) {
      continue;
    }
    const part = new Map(parts.flatMap((one, number) => one.map((i) => [i, number] as const)));
    for (const i of members) {
      const nearest = part.has(i) ? i : nearestOf(i, known, distance);
      const number = part.get(nearest) ?? 0;
      parted[i] = number === 0 ? labels[i] : next + number - 1;
    }
    next += parts.length - 1;
  }
  return renumbered(parted);
}

function partsOf(members: readonly number[], isApart: (a: number, b: number) => boolean): number[][] {
  const parts: number[][] = [];
  for (const i of members) {
    const part = parts.find((one) => !one.some((other) => isApart(i, other)));
    if (part) {
      part.push(i);
    } else {
      parts.push([i]);
    }
  }
  return parts;
}

function nearestOf(one: number, others: readonly number[], distance: (a: number, b: number) => number): number {
  let [nearest, least] = [others[0], Number.POSITIVE_INFINITY];
  for (const other of others) {
    const apart = distance(one, other);
    if (apart < least) {
      [nearest, least] = [other, apart];
    }
  }
  return nearest;
}
