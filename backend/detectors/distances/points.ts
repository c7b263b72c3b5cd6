/** Points in space: `rows` is row-major, `count` x `columns`, finite. */
export interface Points {
  readonly rows: Float32Array;
  readonly count: number;
  readonly columns: number;
}

/** Squared Euclidean distance of row `a` of one set and row `b` of another, in float64, columns added in order: every search agrees to the bit. */
export function squaredDistance(left: Points, a: number, right: Points, b: number): number {
  const { columns } = left;
  const [x, y] = [left.rows, right.rows];
  let i = a * columns;
  let j = b * columns;
  let sum = 0;
  for (const end = i + columns; i < end; i++, j++) {
    const difference = x[i] - y[j];
    sum += difference * difference;
  }
  return sum;
}
