/** Others that must be there before a series can be told to differ from them: with one, nobody knows which of the two differs. */
export const LEAST_OTHERS = 2;

/**
 * For each of `values` the median of the others that are there; NaN for a missing value and where fewer than two others are there. `values` and
 * the result have one entry a peer.
 */
export function othersMedian(values: Float64Array): Float64Array {
  const order = Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b]);
  const medians = new Float64Array(values.length).fill(Number.NaN);
  const others = order.length - 1;
  if (others < LEAST_OTHERS) {
    return medians;
  }
  const middle = others >> 1;
  /** The k-th smallest of those other than the one at `rank`. */
  const without = (rank: number, k: number) => values[order[k < rank ? k : k + 1]];
  order.forEach((i, rank) => {
    const upper = without(rank, middle);
    medians[i] = others % 2 === 1 ? upper : (without(rank, middle - 1) + upper) / 2;
  });
  return medians;
}
