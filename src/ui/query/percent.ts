/** A share (0.1) as the number of percent people write (10), without the dust of binary fractions. */
export function percentOf(share: number): number {
  return Number((100 * share).toPrecision(12));
}

/** The share of a number of percent. */
export function shareOf(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}
