/** Rows of named numbers, one row a point: `rows` is row-major, `count` x `names.length`, without NaN. */
export interface Features {
  readonly names: readonly string[];
  readonly count: number;
  readonly rows: Float32Array;
}
