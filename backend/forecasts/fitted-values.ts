import type { Origins } from '../forecasters/backtest/origins.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';
import type { Forecast } from './forecast.ts';

/** What is known of a series' back-test when fitted values are wanted. */
export interface Tried {
  readonly prepared: Prepared;
  readonly origins: Origins;
  readonly means: readonly Float64Array[];
}

/**
 * What a forecaster would have said of the last `count` points of a past: one step ahead where it rolls from origin to origin at little cost, from the nearest origin of
 * the back-test before a point elsewhere. Times are those of the points forecast, of blocks where the past is in blocks.
 */
export async function fittedValues(
  forecaster: Forecaster,
  settings: unknown,
  seed: number,
  count: number,
  tried: Tried
): Promise<Forecast['fitted']> {
  const { past } = tried.prepared;
  const points = past.values.length;
  const first = Math.max(2, Math.ceil(points / 4), points - Math.ceil(count / tried.prepared.block));
  if (count === 0 || first >= points) {
    return { times: new Float64Array(), values: new Float64Array() };
  }
  const indices = Array.from({ length: points - first }, (_, i) => first + i);
  const said = forecaster.rolling
    ? (await forecaster.rolling(past, indices, 1, settings, seed)).map((mean) => mean[0])
    : indices.map((index) => nearestOf(index, tried));
  const known = indices.flatMap((index, i) => (Number.isFinite(said[i]) ? [{ index, value: said[i] }] : []));
  return {
    times: Float64Array.from(known, ({ index }) => past.start + index * past.step),
    values: Float64Array.from(known, ({ value }) => Math.min(past.ceiling, Math.max(past.floor, value))),
  };
}

function nearestOf(index: number, { origins, means }: Tried): number {
  const row = origins.known.findLastIndex((known) => known <= index && index < known + origins.horizon);
  return row < 0 ? Number.NaN : means[row][index - origins.known[row]];
}
