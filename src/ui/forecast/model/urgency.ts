import type { HitTimes } from '../../../../contract/forecast.ts';

/** How soon a series needs somebody: past its limit, likely to go past it, it may, or nothing to fear. */
export type Urgency = 'past' | 'likely' | 'possible' | 'calm' | 'none';

/** From this probability on a hit is likely, and from this one on possible. */
const LIKELY = 0.5;
const POSSIBLE = 0.05;

/** How urgent what is known of hit times is; `none` where there is no limit. */
export function urgencyOf(hits: HitTimes | null): Urgency {
  if (hits === null) {
    return 'none';
  }
  if (hits.isPast) {
    return 'past';
  }
  return hits.probability >= LIKELY ? 'likely' : hits.probability >= POSSIBLE ? 'possible' : 'calm';
}

/** Sorts by urgency: those past their limit, then the soonest to hit it, then the most probable, then those without a limit. */
export function byUrgency(a: HitTimes | null, b: HitTimes | null): number {
  const soon = (hits: HitTimes) => (hits.isPast ? -1 : (hits.p50 ?? Number.POSITIVE_INFINITY));
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  const [first, second] = [soon(a), soon(b)];
  return first === second ? b.probability - a.probability : first - second;
}
