import { NightjarError } from '../errors.ts';
import { errorsOf, markSeason } from '../forecasters/backtest/errors.ts';
import type { BackTest } from '../forecasters/backtest/errors.ts';
import { chooseOrigins } from '../forecasters/backtest/origins.ts';
import type { Origins } from '../forecasters/backtest/origins.ts';
import { fitWithRolls } from '../forecasters/backtest/rolling.ts';
import { UTC_CALENDAR } from '../forecasters/calendar.ts';
import type { Past } from '../forecasters/forecaster.ts';
import type { ExogenousSource } from '../forecasters/preparation/exogenous.ts';
import { stepOf } from '../forecasters/preparation/grid.ts';
import { prepare } from '../forecasters/preparation/prepare.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';
import { repeatSeason } from '../forecasters/seasonal-naive/seasonal-naive.ts';
import type { Series } from '../series/series.ts';
import { assembleForecast } from './assemble-forecast.ts';
import { checkedSettings, findForecaster } from './find-forecaster.ts';
import { fittedValues } from './fitted-values.ts';
import type { Forecast } from './forecast.ts';
import type { ExogenousValues, ForecastRequest } from './forecast-request.ts';

export type { ForecastRequest } from './forecast-request.ts';

/** Steps of a forecast at the series' own step: more serve nobody. */
const MOST_STEPS = 10_000;

/**
 * A forecast of each series from its last instant on, in the order given: prepared, fitted, tried on its own past, with conformal intervals adapted along that trial, and
 * simulated courses. Series of a joint forecaster are modelled together. Throws `bad-query` for a forecaster, setting or horizon that is not to be had.
 */
export async function forecastGroup(series: readonly Series[], request: ForecastRequest): Promise<Forecast[]> {
  const forecaster = findForecaster(request.forecaster);
  const settings = checkedSettings(forecaster, request.settings);
  const prepared = series.map((one, i) => prepareOne(one, request, i));
  const asked: Forecast[] = new Array(series.length);
  // A model looks as far ahead as its series asks, in steps of its own: series of one step go together.
  for (const batch of batchesOf(prepared, request.horizon)) {
    const pasts = batch.indices.map((i) => prepared[i].past);
    const origins = pasts.map((past) => chooseOrigins(past.values.length, batch.blocks, past.periods.at(-1) ?? 1));
    const known = origins.map((one) => one.known);
    const { models, rolls } = await fitWithRolls(forecaster, pasts, known, batch.blocks, settings, request.seed ?? 1);
    const said = await forecaster.predict(models, pasts, batch.blocks, settings);
    for (const [k, i] of batch.indices.entries()) {
      const mark = markSeason(pasts[k]);
      const parts = {
        series: series[i],
        prepared: prepared[i],
        model: models[k],
        said: said[k],
        test: errorsOf(observedOf(prepared[i]), origins[k].known, origins[k].horizon, rolls[k]),
        naive: naiveTest(prepared[i], origins[k], mark),
        mark,
        fitted: await fittedValues(forecaster, settings, request.seed ?? 1, request.fitted ?? 0, {
          prepared: prepared[i],
          origins: origins[k],
          means: rolls[k],
        }),
      };
      asked[i] = assembleForecast(parts, forecaster, request, stepsOf(request.horizon, prepared[i].rawStep));
    }
  }
  return asked;
}

function prepareOne(series: Series, request: ForecastRequest, index: number): Prepared {
  if (!series.values.some(Number.isFinite)) {
    throw new NightjarError(
      'bad-query',
      'A series without any value cannot be forecast; ask for a range in which it has some.'
    );
  }
  const { step, horizon, floor, ceiling, calendar = UTC_CALENDAR, excluded, exogenous } = request;
  return prepare(series, {
    step,
    horizon,
    floor,
    ceiling,
    calendar,
    excluded,
    exogenous: exogenous?.[index]?.map((one) => sourceOf(one, series, step)),
  });
}

/** The values of an exogenous series at instants: those of the series, and the steps after them. */
function sourceOf({ name, past, future }: ExogenousValues, { times }: Series, step = stepOf(times)): ExogenousSource {
  const last = times[times.length - 1];
  const all = [...times, ...Array.from(future ?? [], (_, i) => last + (i + 1) * step)];
  return {
    name,
    series: { labels: {}, times: Float64Array.from(all), values: Float64Array.from([...past, ...(future ?? [])]) },
  };
}

function stepsOf(horizon: number, step: number): number {
  const steps = Math.max(1, Math.ceil(horizon / step - 1e-9));
  if (steps > MOST_STEPS) {
    throw new NightjarError(
      'bad-query',
      `The horizon has ${steps} steps, more than ${MOST_STEPS}; take a longer step or a shorter horizon.`
    );
  }
  return steps;
}

function batchesOf(prepared: readonly Prepared[], horizon: number): { blocks: number; indices: number[] }[] {
  const batches = new Map<number, { blocks: number; indices: number[] }>();
  for (const [i, { past, block, rawStep }] of prepared.entries()) {
    const blocks = Math.ceil(stepsOf(horizon, rawStep) / block);
    const batch = batches.get(past.step) ?? { blocks, indices: [] };
    batch.indices.push(i);
    batches.set(past.step, batch);
  }
  return [...batches.values()];
}

/** What was measured, outliers as they were: what intervals are to hold. */
function observedOf({ observed }: Prepared): Pick<Past, 'values' | 'measured'> {
  return { values: observed, measured: Uint8Array.from(observed, (value) => (Number.isFinite(value) ? 1 : 0)) };
}

function naiveTest(prepared: Prepared, { known, horizon }: Origins, mark: number): BackTest {
  const means = known.map((count) => repeatSeason(prepared.past.values.subarray(0, count), mark, horizon));
  return errorsOf(observedOf(prepared), known, horizon, means);
}
