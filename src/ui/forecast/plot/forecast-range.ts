import { isFiniteNumber } from '../model/shown-forecast.ts';
import type { Line, ShownForecast } from '../model/shown-forecast.ts';
import type { ForecastPlotOptions } from './forecast-plot-options.ts';

/** A limit, or a fan, may widen what the lines need to see by so many times its span on either side. */
const MOST_WIDER = 4;
/** Room beyond a limit for the hit times that stand on it, as a share of the whole. */
const HIT_ROOM = 0.16;
const PAD = 0.06;

/**
 * Lowest and highest of what is drawn on a value axis: lines first; fans and limits as far as they leave the lines readable. A limit the series may well hit
 * (probability above 0) is always within. Null without a value.
 */
export function forecastRange(
  forecasts: readonly ShownForecast[],
  scaleKey: string,
  options: Pick<ForecastPlotOptions, 'showFan' | 'showEarlier' | 'showLimit' | 'showHits'>,
  isDetailed: (forecast: ShownForecast) => boolean
): [number, number] | null {
  const shown = forecasts.filter((one) => one.visible && one.scaleKey === scaleKey);
  const lines = extent(shown.flatMap(({ history, mean }) => [history.values, mean.values]));
  if (!lines) {
    return null;
  }
  const detailed = shown.filter(isDetailed);
  const soft = extent([
    ...(options.showFan
      ? detailed.flatMap(({ intervals }) => intervals.flatMap(({ lower, upper }) => [lower, upper]))
      : []),
    ...(options.showEarlier ? detailed.flatMap(({ earlier }) => earlier.map(({ line }) => line.values)) : []),
    ...(options.showLimit ? shown.flatMap(({ limit }) => (limit ? [limit.line.values] : [])) : []),
  ]);
  let [low, high] = soft ? widened(lines, soft) : lines;
  const isBound = low >= 0;
  for (const { limit, hits } of options.showLimit ? shown : []) {
    const own = hits && hits.probability > 0 ? extent([limit?.line.values ?? [hits.limit]]) : null;
    if (own && limit) {
      const room = options.showHits ? HIT_ROOM * (Math.max(high, own[1]) - Math.min(low, own[0])) : 0;
      low = Math.min(low, own[0] - (limit.side === 'below' ? room : 0));
      high = Math.max(high, own[1] + (limit.side === 'above' ? room : 0));
    }
  }
  const pad = high > low ? (high - low) * PAD : Math.abs(high) * 0.1 || 1;
  return [isBound && low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad];
}

function widened(lines: readonly [number, number], soft: readonly [number, number]): [number, number] {
  const span = lines[1] - lines[0] || Math.abs(lines[1]) || 1;
  const most = MOST_WIDER * span;
  return [
    Math.min(lines[0], Math.max(soft[0], lines[0] - most)),
    Math.max(lines[1], Math.min(soft[1], lines[1] + most)),
  ];
}

function extent(columns: ReadonlyArray<Line['values']>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    for (const value of column) {
      if (isFiniteNumber(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return low <= high ? [low, high] : null;
}
