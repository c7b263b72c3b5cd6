/**
 * Squared distances between things numbered from 0 on, a row of them at a time, so that no more than a block of the matrix is ever there. Rows are quick and
 * off by `tolerance` at most; `exact` is what decides where that matters.
 */
export interface SquaredDistances {
  readonly count: number;
  readonly tolerance: number;
  /** Of one pair, in float64. */
  exact(a: number, b: number): number;
  /** Visits every thing once, in no certain order: its squares are `squared[start]` to `squared[start + count - 1]`, good until the visit ends. */
  eachRow(visit: (index: number, squared: Float32Array, start: number) => void): Promise<void>;
}
