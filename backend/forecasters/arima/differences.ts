import { loess } from '../mstl/loess.ts';
import { seasonsOf } from '../mstl/stl.ts';
import { difference } from './polynomials.ts';

/** Of the KPSS statistic around a level, exceeded by chance in 5 of 100 stationary series (Kwiatkowski et al. 1992, table 1). */
const KPSS_LIMIT = 0.463;
/** A season this strong is differenced (Hyndman and Athanasopoulos 2021, section 9.1). */
const STRONG_SEASON = 0.64;

/** Neighbours of a point in its trend, in seasons: STL's for a season smoothed over eleven. */
const TREND_SEASONS = 1.74;

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** The KPSS statistic around a level: large where values wander (Kwiatkowski, Phillips, Schmidt and Shin 1992). */
export function kpss(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const lags = Math.floor((3 * Math.sqrt(n)) / 13);
  let walked = 0;
  let sumOfSquares = 0;
  for (const value of values) {
    walked += value - mean;
    sumOfSquares += walked * walked;
  }
  let longRun = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0;
    for (let i = lag; i < n; i++) {
      product += (values[i] - mean) * (values[i - lag] - mean);
    }
    longRun += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * product;
  }
  return sumOfSquares / (n * longRun);
}

/** How often values are to be differenced until they no longer wander: 0, 1 or 2. */
export function differencesNeeded(values: Float64Array): number {
  let rest = values;
  let d = 0;
  while (d < 2 && rest.length > 2 && !isConstant(rest) && kpss(rest) > KPSS_LIMIT) {
    d++;
    rest = difference(rest, { d: 1, D: 0, period: 1 });
  }
  return d;
}

/** Share of what is not trend that the season explains, 0..1 (Wang, Smith and Hyndman 2006). */
export function seasonStrength(values: Float64Array, period: number): number {
  const [season] = seasonsOf(values, [period]);
  const trend = new Float64Array(values.length);
  const rest = values.map((value, i) => value - season[i]);
  loess(rest, rest.length, { neighbours: Math.ceil(TREND_SEASONS * period), degree: 1, jump: 1 }, trend);
  const detrended = values.map((value, i) => value - trend[i]);
  const remainder = detrended.map((value, i) => value - season[i]);
  const share = variance(remainder) / variance(detrended);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, 1 - share)) : 0;
}

/** How often the season is to be differenced: 0 or 1. */
export function seasonalDifferencesNeeded(values: Float64Array, period: number): number {
  return values.length > 2 * period && !isConstant(values) && seasonStrength(values, period) > STRONG_SEASON ? 1 : 0;
}
