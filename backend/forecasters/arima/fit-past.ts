import { NightjarError } from '../../errors.ts';
import type { Plain } from '../../detectors/detector.ts';
import type { FittedForecaster, Past } from '../forecaster.ts';
import { seasonsOf } from '../mstl/stl.ts';
import { chooseOrder } from './choose-order.ts';
import type { Choice } from './choose-order.ts';
import { fitOrder } from './fit-order.ts';
import type { ArimaFit } from './fit-order.ts';
import { leastSquares } from './least-squares.ts';
import { dataOf } from './likelihood.ts';
import { orderText } from './order.ts';
import type { ArimaOrder } from './order.ts';
import { columnsOf, exogenousOf, wavesOf } from './regressors.ts';
import type { Regressor } from './regressors.ts';
import { ordersOf } from './settings.ts';
import type { ArimaSettings } from './settings.ts';

/** A fitted model of one past: plain data. */
export interface ArimaModel {
  readonly fit: ArimaFit;
  /** Seasons that are taken out before and put back after, in points, shortest first. */
  readonly decomposed: readonly number[];
  readonly regressors: readonly Regressor[];
}

/** Older values say little of the next ones, and cost as much: so many are fitted on, or three of the longest season. */
const MOST = 2_000;
/** Seasonal orders of a longer season would take minutes. */
const LONGEST_SEASON = 60;
/** Fewer values fit nothing: the last one is repeated. */
const LEAST = 5;

/** Index of the first of `length` values that is looked at. */
export function firstUsed(length: number, periods: readonly number[]): number {
  return Math.max(0, length - Math.max(MOST, 3 * Math.max(0, ...periods)));
}

/** How the seasons of a past are followed. */
interface Plan {
  readonly period: number;
  readonly decomposed: readonly number[];
  readonly waved: readonly number[];
  readonly notes: readonly string[];
}

function planOf({ values, periods }: Past, { seasonality }: ArimaSettings): Plan {
  const whole = [...new Set(periods.map(Math.round))].filter((period) => period > 1 && values.length >= 2 * period);
  if (seasonality === 'none' || whole.length === 0) {
    const notes = seasonality === 'none' ? [] : ['No season was found: the series goes on by ARIMA alone.'];
    return { period: 1, decomposed: [], waved: [], notes };
  }
  if (seasonality === 'fourier') {
    return { period: 1, decomposed: [], waved: whole, notes: [] };
  }
  if (seasonality === 'decomposition') {
    return { period: 1, decomposed: whole, waved: [], notes: [] };
  }
  if (whole[0] > LONGEST_SEASON) {
    const note = `Seasonal orders take seasons of ${LONGEST_SEASON} points at most and the shortest here has ${whole[0]}: it is taken out by decomposition.`;
    return { period: 1, decomposed: whole, waved: [], notes: [note] };
  }
  const notes =
    whole.length > 1 ? ['Seasonal orders follow the shortest season; longer ones are taken out by decomposition.'] : [];
  return { period: whole[0], decomposed: whole.slice(1), waved: [], notes };
}

function notesOf(past: Past, plan: Plan): string[] {
  const unknown = past.exogenous.filter(({ future }) => future === null).map(({ name }) => name);
  return unknown.length === 0
    ? [...plan.notes]
    : [...plan.notes, `Not used, since nobody knows their values over the horizon: ${unknown.join(', ')}.`];
}

/** The model that repeats the last value, or one season before where there is a seasonal difference. */
function naive(notes: string[], points: number): FittedForecaster {
  const order: ArimaOrder = { p: 0, d: 1, q: 0, P: 0, D: 0, Q: 0, period: 1, constant: false };
  const none = new Float64Array(0);
  const fit: ArimaFit = { order, coefficients: none, regression: none, variance: 0, logLikelihood: 0, aicc: 0 };
  return asFitted({ fit, decomposed: [], regressors: [] }, notes, points);
}

function asFitted(model: ArimaModel, notes: readonly string[], points: number): FittedForecaster {
  const { logLikelihood, aicc, variance } = model.fit;
  const finite = Object.entries({ logLikelihood, aicc, variance }).filter(([, value]) => Number.isFinite(value));
  return {
    forecaster: 'arima',
    points,
    parameters: model as unknown as Plain,
    notes,
    metrics: Object.fromEntries(finite),
  };
}

/** Fits one past; the same past gives the same model. */
export function fitPast(past: Past, settings: ArimaSettings): FittedForecaster {
  const plan = planOf(past, settings);
  const notes = notesOf(past, plan);
  const { values } = past;
  const n = values.length;
  if (n < LEAST) {
    return naive([...notes, `An ARIMA model wants ${LEAST} values and there are ${n}: the last one is repeated.`], n);
  }
  if (values.every((value) => value === values[0])) {
    return naive([...notes, 'All values are the same: the last one is repeated.'], n);
  }
  const from = firstUsed(n, [plan.period, ...plan.waved, ...plan.decomposed]);
  const used = values.subarray(from);
  const seasons = seasonsOf(used, plan.decomposed);
  const rest = used.map((value, i) => seasons.reduce((left, season) => left - season[i], value));
  const regressors = [...wavesOf(plan.waved, settings.waves), ...exogenousOf(past)];
  const fit = fitRest(rest, columnsOf(regressors, past, from, n), plan.period, settings);
  if (fit === null) {
    return naive([...notes, 'No ARIMA model could be fitted to so few values: the last one is repeated.'], n);
  }
  return asFitted({ fit, decomposed: plan.decomposed, regressors }, notes, n);
}

function choiceOf(settings: ArimaSettings, period: number): Choice {
  const constant = settings.constant === 'auto' ? undefined : settings.constant === 'yes';
  return { period, constant, largest: settings.largestOrder, largestSeasonal: 2 };
}

function fitRest(
  values: Float64Array,
  columns: readonly Float64Array[],
  period: number,
  settings: ArimaSettings
): ArimaFit | null {
  const given = ordersOf(settings.order);
  if (given !== null) {
    const [p, d, q] = given;
    const [P, D, Q] = (period > 1 ? ordersOf(settings.seasonalOrder) : null) ?? [0, 0, 0];
    const constant = d + D <= 1 && (settings.constant === 'yes' || (settings.constant === 'auto' && d + D === 0));
    const order: ArimaOrder = { p, d, q, P, D, Q, period: P + D + Q > 0 ? period : 1, constant };
    const estimates = p + q + P + Q + columns.length + (constant ? 1 : 0) + 1;
    const left = values.length - d - D * period;
    if (left <= estimates) {
      throw new NightjarError(
        'bad-query',
        `An ARIMA model ${orderText(order)} has ${estimates} estimates and there are ${Math.max(0, left)} values to tell them from: take a smaller order, or order auto.`
      );
    }
    return fitOrder(dataOf(values, order, columns), order, { isThorough: true });
  }
  if (columns.length === 0) {
    return chooseOrder(values, choiceOf(settings, period));
  }
  // The order is that of what a regression leaves; all is then fitted together.
  const residuals = Float64Array.from(values);
  const ones = new Float64Array(values.length).fill(1);
  leastSquares(residuals, [ones, ...columns.map((column) => Float64Array.from(column))]);
  const order = chooseOrder(residuals, choiceOf(settings, period))?.order;
  return order ? fitOrder(dataOf(values, order, columns), order) : null;
}
