import type { Exogenous, Past } from '../forecaster.ts';

/** The first `known` points of a past, as it stood then. What is known of an exogenous series' future is what the past says came, where its future is known at all. */
export function prefixOf(past: Past, known: number): Past {
  if (known >= past.values.length) {
    return past;
  }
  return {
    ...past,
    values: past.values.subarray(0, known),
    measured: past.measured.subarray(0, known),
    exogenous: past.exogenous.map((one) => exogenousPrefix(one, known)),
  };
}

function exogenousPrefix({ name, past, future }: Exogenous, known: number): Exogenous {
  return { name, past: past.subarray(0, known), future: future && joined(past.subarray(known), future) };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
