import type { Random } from '../random.ts';

/** Changes clean values in place between `first` and `last` (inclusive); `size` is in the series' unit, above 0. */
export type Fault = (values: Float64Array, first: number, last: number, size: number, random: Random) => void;

/** How long a fault lasts, in points, and what it does. Names say what people would call it. */
export const FAULTS: Readonly<Record<string, { readonly points: number; readonly apply: Fault }>> = {
  spike: { points: 1, apply: add((_share, size) => size) },
  burst: { points: 10, apply: add((_share, size) => size) },
  shift: { points: 60, apply: add((_share, size) => size) },
  dip: { points: 20, apply: add((_share, size) => -size) },
  ramp: { points: 90, apply: add((share, size) => size * share) },
  unrest: {
    points: 30,
    apply: (values, first, last, size, random) => {
      for (let i = first; i <= last; i++) {
        values[i] += size * random.normal();
      }
    },
  },
  outage: {
    points: 20,
    apply: (values, first, last) => {
      values.fill(0, first, last + 1);
    },
  },
};

function add(at: (share: number, size: number) => number): Fault {
  return (values, first, last, size) => {
    for (let i = first; i <= last; i++) {
      values[i] += at((i - first + 1) / (last - first + 1), size);
    }
  };
}

/** Robust standard deviation of a series from point to point: what the eye takes for its noise. */
export function noiseOf(values: Float64Array): number {
  const steps = Float64Array.from(values.subarray(1), (value, i) => Math.abs(value - values[i])).sort();
  const typical = steps[Math.floor(steps.length / 2)] / 0.6745 / Math.SQRT2;
  if (typical > 0) {
    return typical;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
