/**
 * Of each of `points` points the mean over the windows that hold it; NaN where none does. `values`, one a window, NaN left out; `instants`: where
 * the windows, `window` points long, end. Sums are taken anew at each point: huge values do not wear on what comes after.
 */
export function meanOfCovering(
  values: Float64Array,
  instants: Int32Array,
  window: number,
  points: number
): Float64Array {
  const mean = new Float64Array(points).fill(Number.NaN);
  let first = 0;
  let next = 0;
  for (let i = 0; i < points; i++) {
    while (next < instants.length && instants[next] < i + window) {
      next++;
    }
    while (first < next && instants[first] < i) {
      first++;
    }
    let sum = 0;
    let held = 0;
    for (let w = first; w < next; w++) {
      if (!Number.isNaN(values[w])) {
        sum += values[w];
        held++;
      }
    }
    if (held > 0) {
      mean[i] = sum / held;
    }
  }
  return mean;
}
