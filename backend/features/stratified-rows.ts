import type { Random } from './random.ts';

/**
 * At most `most` of `count` indices, ascending: one drawn from each of equal stretches. Evenly spaced ones would meet a rhythm of the data, such as a job on
 * the hour, always or never.
 */
export function stratified(count: number, most: number, random: Random): Int32Array {
  if (count <= most) {
    return Int32Array.from({ length: count }, (_, i) => i);
  }
  return Int32Array.from({ length: most }, (_, k) => {
    const from = Math.floor((k * count) / most);
    const to = Math.floor(((k + 1) * count) / most);
    return from + Math.floor(random() * (to - from));
  });
}

/** The rows (of `width` numbers, row-major) at these indices, as a copy. */
export function rowsAt(rows: Float32Array, width: number, indices: Int32Array): Float32Array {
  const picked = new Float32Array(indices.length * width);
  indices.forEach((i, k) => picked.set(rows.subarray(i * width, (i + 1) * width), k * width));
  return picked;
}
