import { filterArma } from './filter.ts';
import { firstCovariance, firstState } from './first-state.ts';
import type { ArmaState } from './first-state.ts';
import type { ArimaFit } from './fit-order.ts';
import { constantColumn } from './likelihood.ts';
import { difference, differencing, expand } from './polynomials.ts';

/** What comes next, and how sure that is by the model alone. */
export interface ArimaForecast {
  readonly mean: Float64Array;
  /** Standard deviations of the errors of the mean, in the series' unit; the estimates' own errors are not in them. */
  readonly errors: Float64Array;
}

/** What the regressors say: of the past (`from` = 0) or the horizon (`from` = values of the past). */
function regressed(fit: ArimaFit, regressors: readonly Float64Array[], length: number, from: number): Float64Array {
  const columns = fit.order.constant ? [constantColumn(length, fit.order, from), ...regressors] : regressors;
  const sum = new Float64Array(length);
  columns.forEach((column, c) => {
    for (let i = 0; i < length; i++) {
      sum[i] += fit.regression[c] * column[i];
    }
  });
  return sum;
}

/**
 * The expected next values of a series: the filter's last state carried on, and differencing undone. `values` may go on after what the model was fitted on; regressors are
 * as long as `values`, `future` as long as the horizon.
 */
export function forecastMean(
  fit: ArimaFit,
  values: Float64Array,
  horizon: number,
  regressors: readonly Float64Array[] = [],
  future: readonly Float64Array[] = []
): Float64Array {
  const state = stateOf(fit);
  const base = regressed(fit, regressors, values.length, 0);
  const rest = values.map((value, i) => value - base[i]);
  const filtered = filterArma(state, [difference(rest, fit.order)]);
  const ahead = undifference(rest, carryOn(state, filtered.states, horizon), differencing(fit.order));
  const later = regressed(fit, future, horizon, values.length);
  return ahead.map((value, i) => value + later[i]);
}

function stateOf({ order, coefficients }: ArimaFit): ArmaState {
  const state = firstState(expand(order, coefficients));
  if (state === null) {
    throw new RangeError('The coefficients of an ARIMA model must be stationary.');
  }
  return state;
}

/** Expected values of the process at the next steps, from its expected state. */
export function carryOn({ size, phi }: ArmaState, from: Float64Array, horizon: number): Float64Array {
  const now = Float64Array.from(from);
  const ahead = new Float64Array(horizon);
  for (let step = 0; step < horizon; step++) {
    const first = now[0];
    ahead[step] = first;
    for (let i = 0; i < size; i++) {
      now[i] = phi[i] * first + (i + 1 < size ? now[i + 1] : 0);
    }
  }
  return ahead;
}

/** Values whose differences are `ahead`, after `past`. */
export function undifference(past: Float64Array, ahead: Float64Array, polynomial: Float64Array): Float64Array {
  const values = Float64Array.from(ahead);
  for (let step = 0; step < values.length; step++) {
    for (let lag = 1; lag < polynomial.length; lag++) {
      const at = step - lag;
      values[step] -= polynomial[lag] * (at >= 0 ? values[at] : past[past.length + at]);
    }
  }
  return values;
}

/** The forecast with its standard errors: those of the innovations to come, and of the state, which a process that is barely invertible leaves uncertain. */
export function forecastOrder(
  fit: ArimaFit,
  values: Float64Array,
  horizon: number,
  regressors: readonly Float64Array[] = [],
  future: readonly Float64Array[] = []
): ArimaForecast {
  const state = stateOf(fit);
  const { size } = state;
  const covariance = firstCovariance(state);
  const onChange = (factor: number, direction: Float64Array): void => {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        covariance[i * size + j] += factor * direction[i] * direction[j];
      }
    }
  };
  filterArma(state, [difference(values, fit.order)], { onChange });
  return {
    mean: forecastMean(fit, values, horizon, regressors, future),
    errors: errorsOf(fit, state, covariance, horizon),
  };
}

/** Variance of the value at each step = state's covariance as the value answers to it, plus the innovations since. */
function errorsOf(fit: ArimaFit, state: ArmaState, covariance: Float64Array, horizon: number): Float64Array {
  const { size } = state;
  const polynomial = differencing(fit.order);
  // How the differenced process, and then the series, answers to each part of the state now.
  const answers = Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    return undifference(new Float64Array(polynomial.length), carryOn(state, unit, horizon), polynomial);
  });
  const shock = undifference(new Float64Array(polynomial.length), carryOn(state, state.theta, horizon), polynomial);
  const errors = new Float64Array(horizon);
  let innovations = 0;
  for (let step = 0; step < horizon; step++) {
    let variance = innovations;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        variance += answers[i][step] * covariance[i * size + j] * answers[j][step];
      }
    }
    errors[step] = Math.sqrt(fit.variance * variance);
    innovations += shock[step] * shock[step];
  }
  return errors;
}
