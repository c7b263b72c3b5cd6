import { seededRandom } from '../../features/random.ts';
import type { BackTest } from '../backtest/errors.ts';
import { fitErrorLaw, lawQuantile, scalesTo } from './error-law.ts';
import { normalQuantile } from './normal-quantile.ts';
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

it('courses have the quantiles of the intervals, and hang together as the errors did', () => {
  const random = seededRandom(3);
  const test = backTest(40);
  // Each course lies on one side all along.
  const oneSided = {
    ...test,
    errors: test.errors.map((row) => row.map((e, _i, all) => Math.abs(e) * Math.sign(all[0]))),
  };
  const law = predictiveLaw(oneSided, request);
  const { errors } = simulate(law, oneSided, 400, random);
  const { lower, upper } = boundsOf(law, 0.8);
  for (const step of [0, 5, 11]) {
    const column = Array.from({ length: 400 }, (_, i) => errors[i * HORIZON + step]);
    const inside = column.filter((e) => e >= lower[step] && e <= upper[step]).length;
    expect(Math.abs(inside / 400 - 0.8)).toBeLessThan(0.02);
  }
  const sameSide = Array.from({ length: 400 }, (_, i) => errors[i * HORIZON] * errors[i * HORIZON + 11] > 0);
  expect(sameSide.filter(Boolean).length).toBeGreaterThan(300);
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
