/** The median of the finite numbers: the middle one, or the mean of the two in the middle; NaN where there are none. */
export function median(values: ArrayLike<number>): number {
  return sortedMedian(sortedFinite(values));
}

/** The finite numbers in ascending order, as a copy. */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) {
      finite[count++] = values[i];
    }
  }
  return finite.subarray(0, count).sort();
}

export function sortedMedian(sorted: ArrayLike<number>, count = sorted.length): number {
  if (count === 0) {
    return Number.NaN;
  }
  const middle = count >> 1;
  return count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The q-quantile (0..1) of ascending numbers, linear between neighbours; NaN where there are none. */
export function sortedQuantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) {
    return Number.NaN;
  }
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/** Numbers that come and go, kept in ascending order; sized once. */
export class SortedWindow {
  private readonly sorted: Float64Array;
  private held = 0;

  constructor(capacity: number) {
    this.sorted = new Float64Array(capacity);
  }

  get count(): number {
    return this.held;
  }

  private position(value: number): number {
    let low = 0;
    let high = this.held;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  add(value: number): void {
    const at = this.position(value);
    this.sorted.copyWithin(at + 1, at, this.held);
    this.sorted[at] = value;
    this.held++;
  }

  /** Takes out one occurrence of a number that was added. */
  remove(value: number): void {
    const at = this.position(value);
    this.sorted.copyWithin(at, at + 1, this.held);
    this.held--;
  }

  median(): number {
    return sortedMedian(this.sorted, this.held);
  }

  /** Distance between the numbers a quarter of the way in from either end; NaN when empty. */
  middleRange(): number {
    const quarter = this.held >> 2;
    return this.held === 0 ? Number.NaN : this.sorted[this.held - 1 - quarter] - this.sorted[quarter];
  }
}
