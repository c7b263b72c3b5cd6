/**
 * Layers one after the other, each with all of the one before: tanh between them, the last linear. `sizes`: units from the input to the output.
 * Parameters lie flat, layer by layer: weights [from, to] row-major, then biases [to], as the nets of ../../onnx/training have them. One row in
 * float64: for explanations, which need a few hundred gradients of one point at once.
 */
export type Sizes = readonly number[];

export function denseCount(sizes: Sizes): number {
  return sizes.slice(1).reduce((sum, to, i) => sum + (sizes[i] + 1) * to, 0);
}

/** What every layer gives for one input, the input first. Float64 arithmetic. */
export function denseForward(sizes: Sizes, flat: Float32Array, input: Float64Array): Float64Array[] {
  const layers = [input];
  let at = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const [from, to] = [sizes[layer - 1], sizes[layer]];
    const before = layers[layer - 1];
    const out = new Float64Array(to);
    out.set(flat.subarray(at + from * to, at + (from + 1) * to));
    for (let i = 0; i < from; i++) {
      const value = before[i];
      const row = at + i * to;
      for (let j = 0; j < to; j++) {
        out[j] += value * flat[row + j];
      }
    }
    at += (from + 1) * to;
    layers.push(layer < sizes.length - 1 ? out.map(Math.tanh) : out);
  }
  return layers;
}

/** The gradient by the input, from what `denseForward` gave and the gradient by the output. */
export function denseBackward(
  sizes: Sizes,
  flat: Float32Array,
  layers: readonly Float64Array[],
  byOutput: Float64Array
): Float64Array {
  let end = denseCount(sizes);
  let by = byOutput;
  for (let layer = sizes.length - 1; layer > 0; layer--) {
    const [from, to] = [sizes[layer - 1], sizes[layer]];
    const start = end - (from + 1) * to;
    const before = layers[layer - 1];
    const next = new Float64Array(from);
    for (let i = 0; i < from; i++) {
      let sum = 0;
      for (let j = 0; j < to; j++) {
        sum += by[j] * flat[start + i * to + j];
      }
      next[i] = layer > 1 ? sum * (1 - before[i] * before[i]) : sum;
    }
    by = next;
    end = start;
  }
  return by;
}
