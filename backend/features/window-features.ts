import { SortedWindow } from './order-statistics.ts';
import { seasonAt } from './season-profile.ts';
import type { SeasonProfile } from './season-profile.ts';

/**
 * What a point and the points before it say, without scaling. Only differences and order statistics: each is the same number in float64
 * whichever point the series starts at, and in an ONNX graph.
 */
export const WINDOW_FEATURES = ['deviation', 'change', 'shift', 'level', 'spread'] as const;
export type WindowFeature = (typeof WINDOW_FEATURES)[number];

/** Plain English names, for explanations. */
export const WINDOW_FEATURE_LABELS: Readonly<Record<WindowFeature, string>> = {
  deviation: 'difference from the usual value at this time',
  change: 'change since the point before',
  shift: 'difference from the median of the window before',
  level: 'median difference over the window',
  spread: 'middle range over the window',
};

/**
 * Unscaled features of every point, row-major (`times.length` x 5), all NaN where the value is missing or fewer than half of the window is
 * there. With r = value - season: deviation r(t); change r(t) - r(previous present point of the window); shift r(t) - median of the
 * `window` points before; level and spread: median, and range without a quarter at
 * either end, of the last `window` points, t among them.
 */
export function windowFeatures(
  times: Float64Array,
  values: Float64Array,
  season: SeasonProfile,
  window: number
): Float64Array {
  const n = times.length;
  const width = WINDOW_FEATURES.length;
  const rows = new Float64Array(n * width).fill(Number.NaN);
  const residuals = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    residuals[i] = Number.isFinite(values[i]) ? values[i] - seasonAt(season, times[i]) : Number.NaN;
  }
  const recent = new SortedWindow(window + 1);
  const least = window / 2;
  let previous = -1;
  for (let t = 0; t < n; t++) {
    if (t > window && !Number.isNaN(residuals[t - window - 1])) {
      recent.remove(residuals[t - window - 1]);
    }
    const residual = residuals[t];
    if (Number.isNaN(residual)) {
      continue;
    }
    const enough = t >= window && recent.count >= least && previous >= t - window;
    const before = recent.median();
    recent.add(residual);
    if (enough) {
      const oldest = residuals[t - window];
      const full = !Number.isNaN(oldest);
      if (full) {
        recent.remove(oldest);
      }
      const base = t * width;
      rows[base] = residual;
      rows[base + 1] = residual - residuals[previous];
      rows[base + 2] = residual - before;
      rows[base + 3] = recent.median();
      rows[base + 4] = recent.middleRange();
      if (full) {
        recent.add(oldest);
      }
    }
    previous = t;
  }
  return rows;
}
