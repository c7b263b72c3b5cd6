import type { Situation } from './situation.ts';

/** How far a verdict reaches: to other times of the day or week, and to other series of the monitor. */
export interface Reach {
  readonly time: 'hourOfWeek' | 'hour' | 'any';
  readonly series: 'same' | 'any';
}

/** A judged situation. `until`: an expectation that ends, ms; null for one that does not. */
export interface Exemplar {
  readonly isTrue: boolean;
  readonly situation: Situation;
  readonly until: number | null;
}

/** Standard deviations of the Gaussians that likeness falls off by: hours, and decades of size (0.08: a fifth farther off is 0.6 as alike). */
export const HOURS = 1.5;
const DECADES = 0.08;

/**
 * How alike a point's situation is to a judged one, 0..1. A deviation no larger than one that was said false is just as false, and one no smaller than one
 * that was said true just as true: likeness falls off only beyond.
 */
export function likeness({ isTrue, situation }: Exemplar, point: Situation, reach: Reach): number {
  if (point.side !== situation.side || (reach.series === 'same' && point.key !== situation.key)) {
    return 0;
  }
  const beyond = isTrue ? situation.size - point.size : point.size - situation.size;
  const bySize = gauss(Math.max(0, beyond) / DECADES);
  if (reach.time === 'any') {
    return bySize;
  }
  const apart =
    reach.time === 'hour'
      ? around(point.hour - situation.hour, 24)
      : around(point.hourOfWeek - situation.hourOfWeek, 168);
  return bySize * gauss(apart / HOURS);
}

export function gauss(z: number): number {
  return Math.exp((-z * z) / 2);
}

/** Distance on a circle. */
export function around(difference: number, circumference: number): number {
  const distance = Math.abs(difference) % circumference;
  return Math.min(distance, circumference - distance);
}
