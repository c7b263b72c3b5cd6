/** Sums of products of all windows of one series up to an origin. */
export interface WindowGram {
  /** Values in a window. */
  readonly width: number;
  /** Row-major [width, width], symmetric: entry (a, b) is the sum over windows of their values a and b. */
  readonly products: Float64Array;
  /** By value of the window, the sum over windows. */
  readonly sums: Float64Array;
  /** Windows there were. */
  readonly count: number;
}

/**
 * Gram matrices of the windows that end before each origin (ascending counts of values known). Windows slide by one value, so that an entry's sum is the one
 * above and left of it less one product at the beginning plus one at the end: count x width + width^2 steps in all for the first origin, and so for the
 * others, instead of count x width^2.
 */
export function windowGrams(values: Float64Array, width: number, origins: readonly number[]): WindowGram[] {
  const firstRow = new Float64Array(width);
  let counted = 0;
  return origins.map((known) => {
    const count = Math.max(0, known - width + 1);
    // The first values of the windows counted so far, with the values each distance after them.
    for (let b = 0; b < width; b++) {
      let sum = firstRow[b];
      for (let t = counted; t < count; t++) {
        sum += values[t] * values[t + b];
      }
      firstRow[b] = sum;
    }
    counted = count;
    return gramOf(values, width, firstRow, count);
  });
}

function gramOf(values: Float64Array, width: number, firstRow: Float64Array, count: number): WindowGram {
  const products = new Float64Array(width * width);
  const sums = new Float64Array(width);
  if (count === 0) {
    return { width, products, sums, count };
  }
  products.set(firstRow);
  for (let t = 0; t < count; t++) {
    sums[0] += values[t];
  }
  for (let a = 1; a < width; a++) {
    const out = values[a - 1];
    const into = values[count + a - 1];
    sums[a] = sums[a - 1] - out + into;
    const row = a * width;
    const above = row - width - 1;
    for (let b = a; b < width; b++) {
      products[row + b] = products[above + b] - out * values[b - 1] + into * values[count + b - 1];
    }
  }
  for (let a = 1; a < width; a++) {
    for (let b = 0; b < a; b++) {
      products[a * width + b] = products[b * width + a];
    }
  }
  return { width, products, sums, count };
}
