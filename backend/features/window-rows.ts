import type { Series } from '../series/series.ts';
import { formatLabels } from '../series/series.ts';
import type { Features } from './features.ts';
import { median } from './order-statistics.ts';
import { fitRobustScale } from './robust-scale.ts';
import { fitSeason, seasonAt } from './season-profile.ts';

/** One series as models of windows see it: its season taken off, robustly scaled. Plain data, fitted on training data alone. */
export type WindowColumn = {
  readonly name: string;
  /** Season profile (season-profile.ts); without a season one slot, the median. */
  readonly period: number;
  readonly slots: Float64Array;
  /** Centre and robust standard deviation of the value less its season. */
  readonly center: number;
  readonly scale: number;
};

/** Rows of scaled windows and the instants (indices into the group's times) they end at. */
export interface WindowRows extends Features {
  readonly instants: Int32Array;
}

/** Scaled values are held within this, so that squares in float32 stay finite. */
export const LARGEST_SCALED = 1e6;
/** A window speaks when so much of it is there. */
const LEAST_PRESENT = 0.75;

/**
 * Fits a column on points `step` ms apart (NaN or infinite: missing). `isSeasonal` false leaves the season in the windows, for models of its
 * shape. A constant column gets a thousandth of its value as its scale (a millionth for 0), so that any change a person would call one is large.
 */
export function fitWindowColumn(series: Series, step: number, isSeasonal: boolean): WindowColumn {
  const middle = median(series.values) || 0;
  const season = isSeasonal
    ? fitSeason(series.times, series.values, step)
    : { period: 0, slots: Float64Array.of(middle) };
  const residuals = series.values.map((value, i) =>
    Number.isFinite(value) ? value - seasonAt(season, series.times[i]) : Number.NaN
  );
  const { center, scale } = fitRobustScale(residuals);
  const isConstant = residuals.every((value) => Number.isNaN(value) || value === center);
  return {
    name: formatLabels(series.labels),
    period: season.period,
    slots: season.slots,
    center,
    scale: isConstant ? Math.abs(middle) * 1e-3 || 1e-6 : scale,
  };
}

/** Scaled values of a series, one a point; NaN where the value is missing. */
export function scaledValues(series: Series, column: WindowColumn): Float64Array {
  return series.values.map((value, i) => {
    if (!Number.isFinite(value)) {
      return Number.NaN;
    }
    const scaled = (value - seasonAt(column, series.times[i]) - column.center) / column.scale;
    return Math.max(-LARGEST_SCALED, Math.min(LARGEST_SCALED, scaled));
  });
}

/**
 * Rows [count, window x series]: for each series its `window` scaled values up to and including an instant, oldest first. An instant has a row
 * when every series has a value there and three quarters of its window; gaps take the value before them, leading ones the first there is. A
 * row depends on the points of its window alone. Throws nothing; an empty group gives no rows.
 */
export function windowRows(series: readonly Series[], columns: readonly WindowColumn[], window: number): WindowRows {
  const scaled = series.map((one, s) => scaledValues(one, columns[s]));
  const points = series[0].times.length;
  const width = window * series.length;
  const instants = instantsOf(scaled, points, window);
  const rows = new Float32Array(instants.length * width);
  instants.forEach((instant, k) => {
    scaled.forEach((values, s) => {
      fillWindow(values, instant - window + 1, rows.subarray(k * width + s * window, k * width + (s + 1) * window));
    });
  });
  const names = columns.flatMap(({ name }) =>
    Array.from({ length: window }, (_, i) => `${name} ${i - window + 1}`.trim())
  );
  return { names, count: instants.length, rows, instants };
}

function instantsOf(scaled: readonly Float64Array[], points: number, window: number): Int32Array {
  const instants = new Int32Array(Math.max(0, points - window + 1));
  const present = new Int32Array(scaled.length);
  let count = 0;
  for (let i = 0; i < points; i++) {
    let isWhole = i >= window - 1;
    scaled.forEach((values, s) => {
      present[s] += Number(!Number.isNaN(values[i]));
      if (i >= window) {
        present[s] -= Number(!Number.isNaN(values[i - window]));
      }
      isWhole &&= !Number.isNaN(values[i]) && present[s] >= LEAST_PRESENT * window;
    });
    if (isWhole) {
      instants[count++] = i;
    }
  }
  return instants.slice(0, count);
}

/** The `into.length` values from `from` on. The newest of them is there. */
function fillWindow(values: Float64Array, from: number, into: Float32Array): void {
  let first = from;
  while (Number.isNaN(values[first])) {
    first++;
  }
  let last = values[first];
  for (let i = 0; i < into.length; i++) {
    const value = values[from + i];
    last = Number.isNaN(value) ? last : value;
    into[i] = last;
  }
}
