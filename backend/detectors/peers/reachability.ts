/**
 * How far each value lies from the nearest dense group: its reachability distance (Ankerst et al., OPTICS, 1999), which is the least eps at which
 * DBSCAN (Ester et al. 1996) with `minPeers` no longer calls it noise. A value's core distance is that to its `minPeers`-th nearest, itself counted. NaN stays
 * NaN, and so does everything where fewer values are there than make a group.
 */
export function reachabilities(values: Float64Array, minPeers: number): Float64Array {
  const order = Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b]);
  const sorted = order.map((i) => values[i]);
  const result = new Float64Array(values.length).fill(Number.NaN);
  if (sorted.length <= minPeers) {
    return result;
  }
  const cores = sorted.map((value, rank) => coreDistance(sorted, rank, value, minPeers));
  order.forEach((i, rank) => {
    let least = Infinity;
    for (let other = 0; other < sorted.length; other++) {
      if (other !== rank) {
        least = Math.min(least, Math.max(cores[other], Math.abs(sorted[other] - sorted[rank])));
      }
    }
    result[i] = least;
  });
  return result;
}

/** Distance to the `minPeers`-th nearest of ascending values, the value itself counted: the tightest window of so many that holds it. */
function coreDistance(sorted: readonly number[], rank: number, value: number, minPeers: number): number {
  let least = Infinity;
  const last = Math.min(rank, sorted.length - minPeers);
  for (let from = Math.max(0, rank - minPeers + 1); from <= last; from++) {
    least = Math.min(least, Math.max(value - sorted[from], sorted[from + minPeers - 1] - value));
  }
  return least;
}
