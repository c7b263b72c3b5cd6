/**
 * Means of `blocks` equal stretches of the values, so that a test costs the same whatever the step; a stretch without any value lies on the line between its neighbours.
 * Points that do not fill a stretch at the begin are left out.
 */
export function blockMeans(
  values: Float64Array,
  mostBlocks: number
): { readonly means: Float64Array; readonly size: number } {
  const size = Math.max(1, Math.ceil(values.length / mostBlocks));
  const count = Math.floor(values.length / size);
  const start = values.length - count * size;
  const means = Float64Array.from({ length: count }, (_, block) => {
    const known = values
      .subarray(start + block * size, start + (block + 1) * size)
      .filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  return { means: filled(means), size };
}

function filled(values: Float64Array): Float64Array {
  const known = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
  if (known.length === 0) {
    return new Float64Array(0);
  }
  const inner = values.slice(known[0], known[known.length - 1] + 1);
  let before = 0;
  inner.forEach((value, i) => {
    if (Number.isNaN(value)) {
      return;
    }
    for (let gap = before + 1; gap < i; gap++) {
      inner[gap] = inner[before] + ((value - inner[before]) * (gap - before)) / (i - before);
    }
    before = i;
  });
  return inner;
}
