import { accuracyOf } from '../forecasters/backtest/accuracy.ts';
import type { BackTest } from '../forecasters/backtest/errors.ts';
import { naiveScale } from '../forecasters/backtest/errors.ts';
import type { FittedForecaster, Forecaster, PointForecast } from '../forecasters/forecaster.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';
import { boundsOf, predictiveLaw, simulate } from '../forecasters/intervals/predictive-law.ts';
import type { PredictiveLaw } from '../forecasters/intervals/predictive-law.ts';
import { seededRandom } from '../features/random.ts';
import type { Series } from '../series/series.ts';
import type { Forecast, ForecastInterval } from './forecast.ts';
import type { ForecastRequest } from './forecast-request.ts';
import { onPoints, withinBlocks } from './within-blocks.ts';

/** Courses where a request does not say how many. */
const PATHS = 500;

/** Everything that is known of one series when its forecast is put together. */
export interface Parts {
  readonly series: Series;
  readonly prepared: Prepared;
  readonly model: FittedForecaster;
  readonly said: PointForecast;
  readonly test: BackTest;
  readonly naive: BackTest;
  /** Season of the naive forecast, in points of the past. */
  readonly mark: number;
  readonly fitted: Forecast['fitted'];
}

/** The forecast of one series: what its forecaster says, what the back-test says of that, at the series' own step. */
export function assembleForecast(
  parts: Parts,
  forecaster: Forecaster,
  request: ForecastRequest,
  horizon: number
): Forecast {
  const { series, prepared, model, said, test, naive, mark } = parts;
  const { past, rawStep } = prepared;
  const scale = naiveScale(past, mark);
  const blocks = said.mean.length;
  const onBlocks = predictiveLaw(test, {
    horizon: blocks,
    points: past.values.length,
    season: past.periods[0] ?? 1,
    levels: request.levels,
    change: meanChange(past.values),
  });
  const levels = [...new Set(request.levels)].sort((a, b) => a - b);
  const law = withinBlocks(atRawStep(onBlocks, prepared, horizon), prepared);
  const clamp = (value: number): number => Math.min(past.ceiling, Math.max(past.floor, value));
  const mean = prepared.restore(said.mean, horizon);
  const origin = series.times[series.times.length - 1];
  const accuracy = accuracyOf(test, naive, scale, onBlocks.adaptation, past.step, levels.at(-1) ?? 0.95);
  return {
    labels: series.labels,
    origin,
    step: rawStep,
    times: mean.map((_, i) => origin + (i + 1) * rawStep),
    mean: mean.map(clamp),
    intervals: levels.map((level) => intervalOf(law, mean, level, clamp)),
    paths: pathsOf(law, onPoints(test, prepared.block), mean, clamp, request),
    components: said.components.map((one) => ({ ...one, values: prepared.restore(one.values, horizon) })),
    members: forecaster.members?.(model) ?? [
      { forecaster: forecaster.id, name: forecaster.name, weight: 1, mase: accuracy.mase },
    ],
    forecaster: forecaster.id,
    periods: past.periods.map((period) => period * past.step),
    trained: { from: past.start, to: past.start + past.values.length * past.step, points: past.values.length },
    accuracy,
    fitted: parts.fitted,
    notes: [...prepared.notes, ...model.notes, ...notesOf(test, blocks, forecaster, accuracy.isWorseThanNaive)],
  };
}

/** From one value to the next, gaps filled: all that a past too short for a back-test tells of how far off a forecast may be. */
function meanChange(values: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) {
    sum += Math.abs(values[i] - values[i - 1]);
  }
  return values.length < 2 ? 0 : sum / (values.length - 1);
}

function intervalOf(
  law: PredictiveLaw,
  mean: Float64Array,
  level: number,
  clamp: (value: number) => number
): ForecastInterval {
  const { lower, upper } = boundsOf(law, level);
  return {
    level,
    lower: lower.map((error, i) => clamp(mean[i] + error)),
    upper: upper.map((error, i) => clamp(mean[i] + error)),
  };
}

function pathsOf(
  law: PredictiveLaw,
  test: BackTest,
  mean: Float64Array,
  clamp: (value: number) => number,
  { paths = PATHS, seed = 1 }: ForecastRequest
): Forecast['paths'] {
  const { errors } = simulate(law, test, paths, seededRandom(seed));
  for (let from = 0; from < errors.length; from += mean.length) {
    for (let step = 0; step < mean.length; step++) {
      errors[from + step] = clamp(mean[step] + errors[from + step]);
    }
  }
  return { count: paths, values: errors };
}

/** The law at the raw step: the scale of a block is that of all its points. */
function atRawStep(law: PredictiveLaw, { block, restore }: Prepared, horizon: number): PredictiveLaw {
  return block === 1
    ? { ...law, scale: law.scale.subarray(0, horizon) }
    : { ...law, scale: restore(law.scale, horizon) };
}

function notesOf(test: BackTest, blocks: number, forecaster: Forecaster, isWorse: boolean): string[] {
  const notes: string[] = [];
  if (test.known.length === 0) {
    notes.push(
      'The past is too short to try the forecast on it: the interval comes from how values change from one to the next.'
    );
  } else if (test.horizon < blocks) {
    const share = Math.round((100 * test.horizon) / blocks);
    notes.push(
      `The past allowed trying only the first ${share} % of the horizon; beyond, the interval grows on as it did before.`
    );
  }
  if (isWorse && forecaster.id !== 'seasonal-naive') {
    notes.push('In the back-test this was worse than naive: repeating the last season would have been nearer.');
  }
  return notes;
}
