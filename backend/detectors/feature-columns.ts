import type { Features } from '../features/features.ts';
import { median } from '../features/order-statistics.ts';
import { fitRobustScale } from '../features/robust-scale.ts';
import { fitSeason } from '../features/season-profile.ts';
import type { SeasonProfile } from '../features/season-profile.ts';
import { WINDOW_FEATURES, windowFeatures } from '../features/window-features.ts';
import { formatLabels } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import type { SeriesGroup } from './detector.ts';

/** One series as a model of features sees it, fitted on training data alone. Plain data. */
export type FittedColumn = {
  readonly name: string;
  readonly period: number;
  readonly slots: Float64Array;
  /** Centre and scale of each feature. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** Centre and robust standard deviation of the value's distance from its season. */
  readonly sigma: number;
};

/** Which features each column has and how far back they look. */
export type Layout = {
  readonly features: readonly string[];
  /** Points before the scored one; 0 where values stand alone. */
  readonly window: number;
};

/** Rows of scaled features, the instants they belong to, and the unscaled features of every series and instant (NaN: none). */
export interface GroupRows extends Features {
  readonly instants: Int32Array;
  readonly unscaled: readonly Float64Array[];
}

/** Scaled features are held within this, so that float32 keeps them finite. */
export const LARGEST_SCALED = 1e30;

/** Jointly, each series has two features, so that many series do not drown each other. */
const JOINT = ['deviation', 'shift'];

/** The settings that choose features. */
export interface FeatureSettings {
  readonly features: 'window' | 'values';
  readonly window: number;
  readonly joint: boolean;
}

export function layoutOf(settings: FeatureSettings): Layout {
  if (settings.features === 'values') {
    return { features: ['value'], window: 0 };
  }
  return { features: settings.joint ? JOINT : WINDOW_FEATURES, window: settings.window };
}

export function seasonOf(column: FittedColumn): SeasonProfile {
  return { period: column.period, slots: column.slots };
}

/** Unscaled features of one series, row-major, one row a point. */
function unscaledFeatures(series: Series, season: SeasonProfile, layout: Layout): Float64Array {
  if (layout.window === 0) {
    return series.values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  }
  const all = windowFeatures(series.times, series.values, season, layout.window);
  if (layout.features.length === WINDOW_FEATURES.length) {
    return all;
  }
  const picks = layout.features.map((name) => WINDOW_FEATURES.findIndex((feature) => feature === name));
  return Float64Array.from(
    { length: series.times.length * picks.length },
    (_, i) => all[Math.floor(i / picks.length) * WINDOW_FEATURES.length + picks[i % picks.length]]
  );
}

/**
 * A constant column has no spread of its own: a thousandth of its value stands in, or a millionth for a constant 0, so that any change a
 * person would call one is a large one.
 */
function scaleOf(column: Float64Array, reference: number): { center: number; scale: number } {
  const fitted = fitRobustScale(column);
  const isConstant = column.every((value) => Number.isNaN(value) || value === fitted.center);
  return isConstant ? { center: fitted.center, scale: reference } : fitted;
}

/** Every `width`-th number from `first` on. */
function every(values: Float64Array, width: number, first: number): Float64Array {
  const picked = new Float64Array(values.length / width);
  for (let i = 0; i < picked.length; i++) {
    picked[i] = values[i * width + first];
  }
  return picked;
}

export function fitColumn(series: Series, step: number, layout: Layout): FittedColumn {
  const center = median(series.values) || 0;
  const season =
    layout.window > 0 ? fitSeason(series.times, series.values, step) : { period: 0, slots: Float64Array.of(center) };
  const unscaled = unscaledFeatures(series, season, layout);
  const reference = Math.abs(center) * 1e-3 || 1e-6;
  const scales = layout.features.map((_, f) => scaleOf(every(unscaled, layout.features.length, f), reference));
  return {
    name: formatLabels(series.labels),
    period: season.period,
    slots: season.slots,
    center: Float64Array.from(scales, (one) => one.center),
    scale: Float64Array.from(scales, (one) => one.scale),
    sigma: scales[0].scale,
  };
}

/**
 * Scaled rows: an instant has one when at least half of the series have features there; a series without stands at its centre.
 * Series and columns go together by their order.
 */
export function groupRows(group: SeriesGroup, columns: readonly FittedColumn[], layout: Layout): GroupRows {
  const width = layout.features.length;
  const total = width * columns.length;
  const count = group.series[0].times.length;
  const unscaled = group.series.map((series, s) => unscaledFeatures(series, seasonOf(columns[s]), layout));
  const rows = new Float32Array(count * total);
  const instants = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < count; i++) {
    let present = 0;
    for (let s = 0; s < columns.length; s++) {
      const { center, scale } = columns[s];
      const isThere = !Number.isNaN(unscaled[s][i * width]);
      present += Number(isThere);
      for (let f = 0; f < width; f++) {
        const scaled = (unscaled[s][i * width + f] - center[f]) / scale[f];
        rows[next * total + s * width + f] = isThere ? Math.max(-LARGEST_SCALED, Math.min(LARGEST_SCALED, scaled)) : 0;
      }
    }
    if (present > 0 && present * 2 >= columns.length) {
      instants[next++] = i;
    }
  }
  const names = columns.flatMap(({ name }) => layout.features.map((feature) => `${name} ${feature}`.trim()));
  return { names, count: next, rows: rows.subarray(0, next * total), instants: instants.subarray(0, next), unscaled };
}
