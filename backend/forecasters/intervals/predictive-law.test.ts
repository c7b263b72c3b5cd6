import { seededRandom } from '../../features/random.ts';
import type { BackTest } from '../backtest/errors.ts';
import { fitErrorLaw, lawQuantile, scalesTo } from './error-law.ts';
import { normalQuantile } from './normal-quantile.ts';
import { pathRanks } from './paths.ts';
import { phaseScale } from './phase-scale.ts';
import { boundsOf, predictiveLaw, simulate } from './predictive-law.ts';

const HORIZON = 12;
/** Normal errors whose size grows with the step. */
function backTest(origins: number, sizeOf = (step: number, _at: number) => 1 + step / 4, seed = 1): BackTest {
  const random = seededRandom(seed);
  const known = Array.from({ length: origins }, (_, i) => 100 + i * HORIZON);
  const errors = known.map((at) =>
    Float64Array.from({ length: HORIZON }, (_, step) => sizeOf(step, at + step) * normalQuantile(random()))
  );
  return { known, horizon: HORIZON, errors };
}
const request = { horizon: HORIZON, points: 400, season: 1, levels: [0.8, 0.95], change: 1 };

it.each([
  [0.5, 0],
  [0.975, 1.959964],
  [0.001, -3.090232],
])('the normal quantile of %d is %d', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 5);
});

it('intervals hold what they say of fresh errors', () => {
  const law = predictiveLaw(backTest(60), request);
  const fresh = backTest(500, undefined, 7);
  for (const level of request.levels) {
    const { lower, upper } = boundsOf(law, level);
    const held = fresh.errors.flatMap((row) => [...row].map((e, step) => e >= lower[step] && e <= upper[step]));
    const share = held.filter(Boolean).length / held.length;
    expect(Math.abs(share - level)).toBeLessThan(0.03);
  }
});

it('levels are taken wider while the newest courses miss more than they should', () => {
  const calm = backTest(24);
  const worse = { ...calm, errors: calm.errors.map((row, i) => row.map((e) => (i < 12 ? e : 3 * e))) };
  const [before, after] = [calm, worse].map((test) => predictiveLaw(test, request).adaptation);
  expect(after.taken[after.nominal.indexOf(0.8)]).toBeGreaterThan(before.taken[before.nominal.indexOf(0.8)]);
});

it('the scale follows the season', () => {
  const loudByDay = (_: number, at: number): number => (at % 24 < 12 ? 1 : 5);
  const scale = phaseScale(backTest(40, loudByDay), 24);
  expect(scale(18) / scale(6)).toBeGreaterThan(3);
  expect(scale(18 + 24)).toBe(scale(18));
});

it('courses are as far off as the errors were, and hang together as they did', () => {
  const random = seededRandom(3);
  const test = backTest(40);
  // Each course lies on one side all along.
  const oneSided = {
    ...test,
    errors: test.errors.map((row) => row.map((e, _i, all) => Math.abs(e) * Math.sign(all[0]))),
  };
  const { errors } = simulate(predictiveLaw(oneSided, request), oneSided, 400, random);
  for (const step of [0, 5, 11]) {
    const column = Array.from({ length: 400 }, (_, i) => errors[i * HORIZON + step]);
    const spread = Math.sqrt(column.reduce((sum, e) => sum + e * e, 0) / 400);
    expect(spread / (1 + step / 4)).toBeGreaterThan(0.85);
    expect(spread / (1 + step / 4)).toBeLessThan(1.15);
  }
  const sameSide = Array.from({ length: 400 }, (_, i) => errors[i * HORIZON] * errors[i * HORIZON + 11] > 0);
  expect(sameSide.filter(Boolean).length).toBeGreaterThan(300);
});

it('courses are not wider for having come from few, as intervals are', () => {
  const few = backTest(4);
  const law = predictiveLaw(few, request);
  const { errors } = simulate(law, few, 400, seededRandom(3));
  const { lower, upper } = boundsOf(law, 0.8);
  const inside = Array.from({ length: 400 }, (_, i) => errors[i * HORIZON + 5]).filter(
    (e) => e >= lower[5] && e <= upper[5]
  );
  expect(inside.length / 400).toBeGreaterThan(0.85);
});

it('courses are off to one side as far as the errors surely were, and less where that may have been chance', () => {
  const meanOf = (origins: number, offset: number, seed: number): number => {
    const random = seededRandom(seed);
    const test = backTest(origins, () => 0);
    // Courses that keep to where they begin, so that their means differ.
    const errors = test.errors.map((row) => row.fill(offset + normalQuantile(random())));
    const own = { ...test, errors };
    const courses = simulate(predictiveLaw(own, request), own, 400, seededRandom(3)).errors;
    return courses.reduce((sum, e) => sum + e, 0) / courses.length;
  };
  expect(meanOf(60, 2, 1)).toBeGreaterThan(1.7);
  const chances = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => Math.abs(meanOf(4, 0, seed)));
  const told = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const random = seededRandom(seed);
    return Math.abs(Array.from({ length: 4 }, () => normalQuantile(random())).reduce((a, b) => a + b) / 4);
  });
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  expect(sum(chances)).toBeLessThan((2 / 3) * sum(told));
});

it('goes on beyond the steps tried, and grows no faster than a random walk', () => {
  const law = fitErrorLaw(backTest(40, (step) => Math.sqrt(step + 1)));
  const scale = scalesTo(law, 4 * HORIZON);
  expect(scale[4 * HORIZON - 1]).toBeGreaterThan(scale[HORIZON - 1]);
  expect(scale[4 * HORIZON - 1]).toBeLessThanOrEqual(2 * scale[HORIZON - 1] + 1e-9);
});

it('says something where nothing could be tried', () => {
  const none: BackTest = { known: [], horizon: 0, errors: [] };
  const { lower, upper } = boundsOf(predictiveLaw(none, request), 0.95);
  expect(upper[0]).toBeGreaterThan(0);
  expect(upper[3]).toBeCloseTo(2 * upper[0], 9);
  expect(lower[3]).toBeCloseTo(-upper[3], 9);
});

it('further out than any error seen the law goes on, ever wider', () => {
  const law = fitErrorLaw(backTest(3));
  expect(lawQuantile(law, 0.9999)).toBeGreaterThan(lawQuantile(law, 0.999));
  expect(lawQuantile(law, 0.0001)).toBeLessThan(lawQuantile(law, 0.001));
});

it('orders courses also where errors are beyond all measure for their scale', () => {
  const huge: BackTest = {
    known: [100, 200],
    horizon: 2,
    errors: [Float64Array.of(1e308, -1e308), Float64Array.of(-1e308, 1e308)],
  };
  const { ranks, horizon } = pathRanks(huge, Float64Array.of(1e-300, 1e-300), 50, seededRandom(1));
  for (let step = 0; step < horizon; step++) {
    const column = [...ranks].filter((_, i) => i % horizon === step);
    expect(column.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  }
});
