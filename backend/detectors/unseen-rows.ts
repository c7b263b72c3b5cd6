/** Training rows are calibrated in so many stretches, each by a model of the others. */
const FOLDS = 2;

/**
 * Raw unusualness of the training rows (`width` numbers each, in the order of time), each by a model that has not seen it and whose rows lie days away, as those
 * of new rows will. `measure` fits on `others` and measures `part`, the stretch of number `fold`; both are copies.
 */
export async function measureUnseen(
  rows: Float32Array,
  width: number,
  measure: (others: Float32Array, part: Float32Array, fold: number) => Promise<Float64Array>
): Promise<Float64Array> {
  const count = rows.length / width;
  const edge = (fold: number) => Math.floor((fold * count) / FOLDS) * width;
  const raw = new Float64Array(count);
  for (let fold = 0; fold < FOLDS; fold++) {
    const [from, to] = [edge(fold), edge(fold + 1)];
    const others = new Float32Array(rows.length - (to - from));
    others.set(rows.subarray(0, from));
    others.set(rows.subarray(to), from);
    raw.set(await measure(others, rows.slice(from, to), fold), from / width);
  }
  return raw;
}
