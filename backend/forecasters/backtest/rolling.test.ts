import { UTC_CALENDAR } from '../calendar.ts';
import type { Forecaster, Past } from '../forecaster.ts';
import { seasonalNaive } from '../seasonal-naive/seasonal-naive.ts';
import { errorsOf, markSeason, meanMagnitude, naiveScale } from './errors.ts';
import { chooseOrigins } from './origins.ts';
import { prefixOf } from './prefix.ts';
import { fitWithRolls } from './rolling.ts';

function pastOf(values: readonly number[], periods: readonly number[] = []): Past {
  return {
    step: 60_000,
    start: 0,
    values: Float64Array.from(values),
    measured: new Uint8Array(values.length).fill(1),
    periods,
    floor: 0,
    ceiling: Number.POSITIVE_INFINITY,
    calendar: UTC_CALENDAR,
    exogenous: [{ name: 'x', past: Float64Array.from(values), future: Float64Array.from([7, 8]) }],
  };
}

it('knows no more at an origin than came before it, but what is to come of what is known ahead', () => {
  const prefix = prefixOf(pastOf([1, 2, 3, 4]), 2);
  expect([...prefix.values]).toEqual([1, 2]);
  expect(prefix.measured).toHaveLength(2);
  expect([...prefix.exogenous[0].past]).toEqual([1, 2]);
  expect([...(prefix.exogenous[0].future ?? [])]).toEqual([3, 4, 7, 8]);
});

it('chooses origins late in the past, each with values to come', () => {
  const { known, horizon } = chooseOrigins(700, 48, 168);
  expect([known.length, horizon, known.at(-1)]).toEqual([24, 48, 652]);
  expect(known[0]).toBeGreaterThanOrEqual(336);
  expect(chooseOrigins(20, 48, 1)).toMatchObject({ horizon: 5 });
  expect(chooseOrigins(3, 1, 1).known).toEqual([]);
});

it('origins of a past that is long beside the horizon lie in its newest part, as near as they look ahead, but over some of its longest season', () => {
  const { known } = chooseOrigins(2_000, 13, 1);
  expect(known).toHaveLength(24);
  expect(known[23]).toBe(1_987);
  expect(known[1] - known[0]).toBeLessThanOrEqual(17);
  expect(known[0]).toBeGreaterThan(1_500);
  const seasonal = chooseOrigins(2_000, 1, 100).known;
  expect(seasonal[0]).toBeLessThan(1_650);
  expect(seasonal[0]).toBeGreaterThan(1_550);
});

it('rolls forecasters with and without rolling of their own alike', async () => {
  const past = pastOf([1, 5, 2, 6, 3, 7, 4, 8], [2]);
  const { rolling, ...plain } = seasonalNaive;
  expect(rolling).toBeDefined();
  const settings = seasonalNaive.schema.parse({});
  const rolls = await Promise.all(
    [seasonalNaive, plain as Forecaster<typeof settings>].map((one) =>
      fitWithRolls(one, [past], [[4, 6]], 2, settings, 1)
    )
  );
  expect(rolls[0].rolls).toEqual(rolls[1].rolls);
  expect(rolls[0].rolls[0].map((row) => [...row])).toEqual([
    [2, 6],
    [3, 7],
  ]);
});

it('tells errors of what was measured alone', () => {
  const past = { ...pastOf([1, 2, 3, 9]), measured: Uint8Array.from([1, 1, 0, 1]) };
  const { errors } = errorsOf(past, [2], 2, [Float64Array.from([3, 4])]);
  expect([...errors[0]]).toEqual([Number.NaN, 5]);
  expect(meanMagnitude(errors)).toBe(5);
  expect(naiveScale(past, 1)).toBe(1);
});

it('measures by the season that fits best', () => {
  expect(markSeason(pastOf([1, 5, 1, 5, 1, 5, 1, 5], [2, 3]))).toBe(2);
  expect(markSeason(pastOf([1, 2, 3]))).toBe(1);
});
