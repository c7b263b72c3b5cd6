import type { Component, FittedForecaster, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { seasonsOf } from '../mstl/stl.ts';
import { repeatSeason } from '../seasonal-naive/seasonal-naive.ts';
import { seasonName } from '../season-name.ts';
import { firstUsed, fitPast } from './fit-past.ts';
import type { ArimaModel } from './fit-past.ts';
import { forecastMean } from './forecast-order.ts';
import { orderText } from './order.ts';
import { columnsOf } from './regressors.ts';
import { arimaSettings } from './settings.ts';
import type { ArimaSettings } from './settings.ts';

/** A past up to `known` values, the exogenous series' future beginning there. */
function upTo(past: Past, known: number): Past {
  const exogenous = past.exogenous.map(({ name, past: values, future }) => ({
    name,
    past: values.subarray(0, known),
    future: future && Float64Array.of(...values.subarray(known), ...future),
  }));
  return { ...past, values: past.values.subarray(0, known), measured: past.measured.subarray(0, known), exogenous };
}

/** What the parts add up to, within the past's bounds. */
function meanOf(components: readonly Component[], { floor, ceiling }: Past, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, step) => {
    const sum = components.reduce((total, { values }) => total + values[step], 0);
    return Math.min(ceiling, Math.max(floor, sum));
  });
}

function forecastPast(model: ArimaModel, past: Past, horizon: number): PointForecast {
  const n = past.values.length;
  const from = firstUsed(n, model.decomposed);
  const values = past.values.subarray(from);
  const seasons = seasonsOf(values, model.decomposed);
  const rest = values.map((value, i) => seasons.reduce((left, season) => left - season[i], value));
  const components: Component[] = seasons.map((season, s) => ({
    kind: 'season',
    name: seasonName(model.decomposed[s], past.step),
    values: repeatSeason(season, model.decomposed[s], horizon),
  }));
  const regression = {
    past: columnsOf(model.regressors, past, from, n),
    future: columnsOf(model.regressors, past, n, n + horizon),
  };
  const whole = forecastMean(model.fit, rest, horizon, regression.past, regression.future);
  const first = model.fit.order.constant ? 1 : 0;
  const trend = Float64Array.from(whole);
  const add = (kind: Component['kind'], name: string, values: Float64Array): void => {
    const known = components.find((one) => one.kind === kind && one.name === name);
    values.forEach((value, step) => {
      trend[step] -= value;
      if (known) {
        known.values[step] += value;
      }
    });
    if (!known) {
      components.push({ kind, name, values });
    }
  };
  model.regressors.forEach((one, r) => {
    const values = regression.future[r].map((value) => value * model.fit.regression[first + r]);
    add(
      one.kind === 'wave' ? 'season' : 'exogenous',
      one.kind === 'wave' ? seasonName(one.period, past.step) : one.name,
      values
    );
  });
  components.unshift({ kind: 'trend', name: `ARIMA ${orderText(model.fit.order)}`, values: trend });
  return { mean: meanOf(components, past, horizon), components };
}

const asModel = (model: FittedForecaster): ArimaModel => model.parameters as unknown as ArimaModel;

/**
 * Autoregressive integrated moving averages (Box and Jenkins 1976) by exact Gaussian likelihood, orders by stepwise AICc (Hyndman and Khandakar 2008). Parameters of a
 * given order agree with statsmodels' (`npm run -s check:reference -- arima`).
 */
export const arima: Forecaster<ArimaSettings> = {
  id: 'arima',
  name: 'ARIMA',
  summary:
    'Goes on from how each value depends on the ones before. Take it for short series without a strong rhythm, or where a statistical model with known properties is asked for.',
  runs: 'typescript',
  exports: false,
  schema: arimaSettings,
  takesExogenous: true,
  fit: (pasts, settings) => Promise.resolve(pasts.map((past) => fitPast(past, settings))),
  predict: (models, pasts, horizon) =>
    Promise.resolve(pasts.map((past, i) => forecastPast(asModel(models[i]), past, horizon))),
  rolling(past, origins, horizon, settings) {
    if (origins.length === 0) {
      return Promise.resolve([]);
    }
    const model = asModel(fitPast(upTo(past, origins[0]), settings));
    return Promise.resolve(origins.map((known) => forecastPast(model, upTo(past, known), horizon).mean));
  },
};
