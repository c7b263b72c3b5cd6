import { robustScaleOfSorted } from '../robust-scale.ts';

/** How columns are brought to one scale: not at all; mean 0 and deviation 1; median 0 and robust deviation 1; least 0 and largest 1. */
export const SCALINGS = ['none', 'standard', 'robust', 'minmax'] as const;
export type Scaling = (typeof SCALINGS)[number];

/** A scaled number is (x - center) / scale. */
export type ColumnScale = { readonly center: number; readonly scale: number };

/** Fitted on the finite numbers of a training column, ascending; a constant one gets scale 1. */
export function fitScale(sorted: Float64Array, scaling: Scaling): ColumnScale {
  if (scaling === 'none' || sorted.length === 0) {
    return { center: 0, scale: 1 };
  }
  if (scaling === 'robust') {
    return robustScaleOfSorted(sorted);
  }
  const least = sorted[0];
  if (scaling === 'minmax') {
    return { center: least, scale: usable(sorted[sorted.length - 1] - least) };
  }
  const center = least + sorted.reduce((sum, value) => sum + (value - least), 0) / sorted.length;
  const square = sorted.reduce((sum, value) => sum + (value - center) ** 2, 0) / sorted.length;
  return { center, scale: usable(Math.sqrt(square)) };
}

function usable(scale: number): number {
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}
