/**
 * Squared distances between things numbered from 0 on, a row of them at a time, so that no more than a block of the matrix is ever there. Rows are quick and
 * off by `tolerance` at most; `exact` is what decides where that matters.
 */
export interface SquaredDistances {
  readonly count: number;
  readonly tolerance: number;
  /** Of one pair, in float64. */
  exact(a: number, b: number): number;
  /**
   * Visits every thing once, ascending: the squares of its distances from the things `from` to `to` (exclusive) are `squared[start]` and so on, good until the visit
   * ends. `from` is a multiple of 32 and not above `index`; things from `to` on are farther away than `limit` (a square). Pairs with things before `from` are
   * visited from their other end.
   */
  eachRow(limit: number, visit: VisitRow): Promise<void>;
}

export type VisitRow = (index: number, squared: Float32Array, start: number, from: number, to: number) => void;
