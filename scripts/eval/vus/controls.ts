import type { LabelledSeries } from './vus-series.ts';

/** What anyone can do without a model; a detector that does not beat them is none. */
export const CONTROLS: Readonly<Record<string, (series: LabelledSeries, isCausal: boolean) => Float64Array>> = {
  'time index': ({ labels }) => Float64Array.from(labels, (_, i) => i),
  '3-sigma rule': ({ columns, from }, isCausal) => {
    const scores = [...columns.values()].map((values) =>
      isCausal ? runningSigmas(values, from) : sigmasOff(values, values)
    );
    return scores[0].map((_, i) => Math.max(...scores.map((one) => one[i])));
  },
};

/** Distance from the mean in standard deviations; what the rule marks from three on. */
function sigmasOff(values: Float64Array, known: Float64Array): Float64Array {
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1e-9;
  return values.map((value) => Math.abs(value - mean) / deviation);
}

/** The same by the training part, or by all points before where there is none. */
function runningSigmas(values: Float64Array, from: number): Float64Array {
  if (from > 0) {
    return sigmasOff(values, values.subarray(0, from));
  }
  let sum = 0;
  let squares = 0;
  return values.map((value, i) => {
    const mean = i > 0 ? sum / i : value;
    const deviation = i > 0 ? Math.sqrt(Math.max(0, squares / i - mean * mean)) || 1e-9 : 1;
    sum += value;
    squares += value * value;
    return Math.abs(value - mean) / deviation;
  });
}
