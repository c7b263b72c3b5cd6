import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { UTC_CALENDAR } from '../calendar.ts';
import type { Past } from '../forecaster.ts';
import { arima } from './arima.ts';
import { chooseOrder } from './choose-order.ts';
import { differencesNeeded, kpss, seasonStrength } from './differences.ts';
import { filterArma } from './filter.ts';
import { firstCovariance, firstState } from './first-state.ts';
import { fitOrder } from './fit-order.ts';
import { forecastOrder } from './forecast-order.ts';
import { dataOf } from './likelihood.ts';
import type { ArimaOrder } from './order.ts';
import { difference, expand } from './polynomials.ts';
import { constrain, unconstrain } from './stationary.ts';

const NONE = { P: 0, D: 0, Q: 0, period: 1 } as const;

/** Normal enough: the sum of twelve uniform numbers. */
function normals(seed: number, count: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6));
}

function simulate(seed: number, n: number, phi: number, theta: number): Float64Array {
  const errors = normals(seed, n + 100);
  const values = new Float64Array(n + 100);
  for (let t = 1; t < values.length; t++) {
    values[t] = phi * values[t - 1] + errors[t] + theta * errors[t - 1];
  }
  return values.slice(100);
}

/** The log-determinant and the sum of squares of innovations by definition: Cholesky's factors of the whole covariance matrix. */
function byDefinition(covariances: (lag: number) => number, values: Float64Array) {
  const n = values.length;
  const factor = Array.from({ length: n }, () => new Float64Array(n));
  const solved = new Float64Array(n);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = covariances(i - j);
      for (let k = 0; k < j; k++) {
        sum -= factor[i][k] * factor[j][k];
      }
      factor[i][j] = i === j ? Math.sqrt(sum) : sum / factor[j][j];
    }
    logDeterminant += 2 * Math.log(factor[i][i]);
    solved[i] = values[i];
    for (let k = 0; k < i; k++) {
      solved[i] -= factor[i][k] * solved[k];
    }
    solved[i] /= factor[i][i];
  }
  return { logDeterminant, sumOfSquares: solved.reduce((sum, one) => sum + one * one, 0) };
}

describe('coefficients that stay stationary', () => {
  const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 6 });

  it('come back to the numbers they were made from', () => {
    fc.assert(
      fc.property(numbers, (free) => {
        const phi = new Float64Array(free.length);
        constrain(Float64Array.from(free), phi);
        const back = unconstrain(phi);
        return back !== null && back.every((one, i) => Math.abs(one - free[i]) < 1e-5 * Math.max(1, Math.abs(free[i])));
      })
    );
  });

  it('are told from those that are not', () => {
    expect(unconstrain(Float64Array.of(1.01))).toBeNull();
    expect(unconstrain(Float64Array.of(0.5, 0.6))).toBeNull();
  });
});

describe('the filter', () => {
  const order: ArimaOrder = { p: 2, d: 0, q: 1, P: 1, D: 0, Q: 1, period: 4, constant: false };
  const polynomials = expand(order, Float64Array.of(0.5, -0.3, 0.4, 0.6, -0.5));

  it('has the likelihood that the covariance matrix of all values gives', () => {
    const state = firstState(polynomials)!;
    const values = normals(3, 60);
    // Autocovariances from the weights of innovations, far back.
    const weights = new Float64Array(2_000);
    for (let k = 0; k < weights.length; k++) {
      weights[k] = k === 0 ? 1 : (polynomials.theta[k - 1] ?? 0);
      polynomials.phi.forEach((one, i) => {
        weights[k] += one * (weights[k - 1 - i] ?? 0);
      });
    }
    const covariances = Array.from({ length: 60 }, (_, lag) =>
      weights.reduce((sum, one, k) => sum + one * (weights[k + lag] ?? 0), 0)
    );
    const expected = byDefinition((lag) => covariances[lag], values);
    const { innovations, logDeterminant } = filterArma(state, [values]);
    expect(logDeterminant).toBeCloseTo(expected.logDeterminant, 8);
    expect(innovations.reduce((sum, one) => sum + one * one, 0)).toBeCloseTo(expected.sumOfSquares, 8);
    expect(state.covariances[0]).toBeCloseTo(covariances[0], 10);
  });

  it('starts from a covariance that the transition keeps', () => {
    const state = firstState(polynomials)!;
    const { size, phi, theta } = state;
    const matrix = firstCovariance(state);
    const at = (i: number, j: number): number => (i < size && j < size ? matrix[i * size + j] : 0);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const moved = phi[i] * phi[j] * at(0, 0) + phi[i] * at(0, j + 1) + phi[j] * at(i + 1, 0) + at(i + 1, j + 1);
        expect(moved + theta[i] * theta[j]).toBeCloseTo(at(i, j), 9);
      }
    }
  });

  it('ends in the same state whether its last steps were steady or not', () => {
    const state = firstState(polynomials)!;
    const values = normals(4, 400);
    const whole = filterArma(state, [values]).states;
    const again = new Float64Array(state.size);
    const { innovations } = filterArma(state, [values]);
    const known = values.length;
    for (let i = 0; i < state.size; i++) {
      for (let k = 0; i + k < state.size; k++) {
        again[i] +=
          state.phi[i + k] * values[known - 1 - k] + (state.theta[i + k + 1] ?? 0) * innovations[known - 1 - k];
      }
    }
    whole.forEach((one, i) => expect(one).toBeCloseTo(again[i], 8));
  });
});

describe('a model', () => {
  it('finds the coefficients a series was made with', () => {
    const order: ArimaOrder = { ...NONE, p: 1, d: 0, q: 1, constant: true };
    const values = simulate(1, 3_000, 0.7, 0.4).map((value) => value + 50);
    const fit = fitOrder(dataOf(values, order), order, { isThorough: true })!;
    expect(fit.coefficients[0]).toBeCloseTo(0.7, 1);
    expect(fit.coefficients[1]).toBeCloseTo(0.4, 1);
    expect(fit.regression[0]).toBeCloseTo(50, 0);
    expect(Math.abs(fit.variance - 1)).toBeLessThan(0.1);
  });

  it('of a random walk has errors that grow with the root of the steps', () => {
    const order: ArimaOrder = { ...NONE, p: 0, d: 1, q: 0, constant: false };
    const walk = normals(2, 200).map(
      (
        (sum) => (one: number) =>
          (sum += one)
      )(0)
    );
    const fit = fitOrder(dataOf(walk, order), order)!;
    const { mean, errors } = forecastOrder(fit, walk, 9);
    mean.forEach((one) => expect(one).toBeCloseTo(walk[199], 9));
    expect(errors[8]).toBeCloseTo(3 * errors[0], 9);
  });

  it('is unmoved by the unit and the level of a series that is differenced', () => {
    const order: ArimaOrder = { ...NONE, p: 1, d: 1, q: 1, constant: true };
    const values = difference(normals(5, 301), { d: 0, D: 0, period: 1 }).map(
      (
        (sum) => (one: number) =>
          (sum += one)
      )(0)
    );
    const fit = fitOrder(dataOf(values, order), order, { isThorough: true })!;
    const other = values.map((value) => 1e6 * value + 1e9);
    const same = fitOrder(dataOf(other, order), order, { isThorough: true })!;
    expect(same.logLikelihood).toBeCloseTo(fit.logLikelihood - 300 * Math.log(1e6), 3);
    expect(same.variance / 1e12).toBeCloseTo(fit.variance, 4);
  });
});

describe('what is differenced', () => {
  it('is what wanders, as often as it does', () => {
    const steady = simulate(6, 400, 0.3, 0);
    const walk = steady.map(
      (
        (sum) => (one: number) =>
          (sum += one)
      )(0)
    );
    const twice = walk.map(
      (
        (sum) => (one: number) =>
          (sum += one)
      )(0)
    );
    expect([steady, walk, twice].map(differencesNeeded)).toEqual([0, 1, 2]);
    expect(kpss(steady)).toBeLessThan(0.463);
  });

  it('is a season that explains most of what is not trend', () => {
    const noise = normals(7, 240);
    const season = noise.map((one, i) => one + 10 * Math.sin((2 * Math.PI * i) / 12));
    expect(seasonStrength(season, 12)).toBeGreaterThan(0.9);
    expect(seasonStrength(noise, 12)).toBeLessThan(0.64);
  });
});

describe('the search', () => {
  it('takes no more than white noise needs', () => {
    const fit = chooseOrder(normals(8, 300), { period: 1, largest: 5, largestSeasonal: 0 })!;
    expect(fit.order).toMatchObject({ p: 0, d: 0, q: 0 });
  });

  it('gives no model that one parameter more or less would better', () => {
    const values = simulate(9, 300, 0.8, 0);
    const { order, aicc } = chooseOrder(values, { period: 1, largest: 3, largestSeasonal: 0 })!;
    for (const [p, q] of [
      [order.p + 1, order.q],
      [order.p, order.q + 1],
      [Math.max(0, order.p - 1), order.q],
    ]) {
      const other: ArimaOrder = { ...order, p, q };
      expect(fitOrder(dataOf(values, other), other)!.aicc).toBeGreaterThan(aicc - 1e-6);
    }
  });
});

describe('arima', () => {
  const n = 24 * 10;
  const rhythm = (i: number): number => 100 + 20 * Math.sin((2 * Math.PI * i) / 24);
  const noise = normals(10, n);
  const past: Past = {
    step: 3_600_000,
    start: 0,
    values: Float64Array.from({ length: n }, (_, i) => rhythm(i) + noise[i]),
    measured: new Uint8Array(n).fill(1),
    periods: [24],
    floor: 0,
    ceiling: Number.POSITIVE_INFINITY,
    calendar: UTC_CALENDAR,
    exogenous: [],
  };

  it.each(['decomposition', 'fourier', 'orders'] as const)('goes on with the season by %s', async (seasonality) => {
    const settings = arima.schema.parse({ seasonality, largestOrder: 1 });
    const models = await arima.fit([past], settings, 1);
    const [{ mean }] = await arima.predict(models, [past], 24, settings);
    mean.forEach((one, h) => expect(Math.abs(one - rhythm(n + h))).toBeLessThan(4));
  });

  it('uses another series whose future is known, and says which one has none', async () => {
    const load = normals(11, n + 12).map((one, i) => one + Math.floor(i / 50));
    const values = past.values.map((one, i) => one + 15 * load[i]);
    const exogenous = [
      { name: 'load', past: load.slice(0, n), future: load.slice(n) },
      { name: 'guests', past: noise, future: null },
    ];
    const driven: Past = { ...past, values, exogenous };
    const settings = arima.schema.parse({ order: '1,0,0', seasonality: 'fourier' });
    const models = await arima.fit([driven], settings, 1);
    const [{ mean, components }] = await arima.predict(models, [driven], 12, settings);
    expect(components.map(({ name }) => name)).toContain('load');
    expect(models[0].notes.join()).toContain('guests');
    mean.forEach((one, h) => expect(Math.abs(one - rhythm(n + h) - 15 * load[n + h])).toBeLessThan(4));
  });

  it('says which order wants more values than there are', async () => {
    const short: Past = { ...past, values: past.values.slice(0, 8), measured: past.measured.slice(0, 8), periods: [] };
    const settings = arima.schema.parse({ order: '5,1,5' });
    await expect(Promise.resolve().then(() => arima.fit([short], settings, 1))).rejects.toMatchObject({
      code: 'bad-query',
      message: expect.stringContaining('take a smaller order'),
    });
  });
});
