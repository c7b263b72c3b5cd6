import type { PlotModel } from '../model/anomaly-series.ts';
import { isNumber } from './runs-of.ts';

/**
 * Lowest and highest of what is drawn on a scale: values, and band and expected line where they are shown. A band far wider than the
 * values would flatten them, so it may widen the values' own span by no more than three times it on either side. Null without values.
 */
export function valueRange(model: PlotModel, scaleKey: string, withBands: boolean): [number, number] | null {
  const shown = model.series.filter((series) => series.visible && series.scaleKey === scaleKey);
  const values = extent(shown.map((series) => series.value));
  if (!values) {
    return null;
  }
  const bands = withBands ? extent(shown.flatMap(({ lower, upper, expected }) => [lower, upper, expected])) : null;
  if (!bands) {
    return values;
  }
  const span = values[1] - values[0];
  const most = span > 0 ? 3 * span : Number.POSITIVE_INFINITY;
  return [
    Math.min(values[0], Math.max(bands[0], values[0] - most)),
    Math.max(values[1], Math.min(bands[1], values[1] + most)),
  ];
}

function extent(columns: ReadonlyArray<ReadonlyArray<number | null | undefined> | undefined>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    for (const value of column ?? []) {
      if (isNumber(value) && Number.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return low <= high ? [low, high] : null;
}
