import * as fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';
import { prepare } from './prepare.ts';
import type { PrepareOptions } from './prepare.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 0, 5);
const PLAIN: PrepareOptions = { horizon: 24 * HOUR, floor: 'auto', ceiling: 'none' };

function seriesOf(values: ArrayLike<number>, step = HOUR, name = 'load'): Series {
  const times = Float64Array.from({ length: values.length }, (_, i) => START + i * step);
  return { labels: { __name__: name }, times, values: Float64Array.from(values) };
}

function daily(points: number, perDay = 24): Float64Array {
  const random = seededRandom(7);
  return Float64Array.from({ length: points }, (_, i) => 100 + 40 * Math.sin((2 * Math.PI * i) / perDay) + random());
}

it('leaves a whole hourly series as it is and finds its day', () => {
  const values = daily(240);
  const { past, block, observed, horizon, restore, notes } = prepare(seriesOf(values), PLAIN);
  expect(past).toMatchObject({ start: START, step: HOUR, periods: [24], floor: 0, ceiling: Infinity });
  expect(past.values).toEqual(values);
  expect(observed).toEqual(values);
  expect(past.measured.every((flag) => flag === 1)).toBe(true);
  expect([block, horizon, notes]).toEqual([1, 24, []]);
  expect(restore(Float64Array.of(1, 2, 3), 2)).toEqual(Float64Array.of(1, 2));
});

it('fills a gap with what the season is there', () => {
  const values = daily(240);
  const broken = values.map((value, i) => (i >= 100 && i < 116 ? Number.NaN : value));
  const { past, observed, notes } = prepare(seriesOf(broken), PLAIN);
  for (let i = 100; i < 116; i++) {
    expect(Math.abs(past.values[i] - values[i])).toBeLessThan(3);
    expect([past.measured[i], observed[i]]).toEqual([0, Number.NaN]);
  }
  expect(notes).toEqual(['7 % of the history is missing and was filled in.']);
});

it('replaces an outlier, but not the level that a series goes on at, nor what has just begun', () => {
  const values = daily(240);
  values[120] = 5_000;
  const { past, observed, notes } = prepare(seriesOf(values), PLAIN);
  expect(past.values[120]).toBeLessThan(150);
  expect([past.measured[120], observed[120]]).toEqual([0, 5_000]);
  expect(notes).toEqual(['1 outlier was left out of the history.']);
  const leap = daily(240).map((value, i) => (i > 150 ? value + 900 : value));
  expect(prepare(seriesOf(leap), PLAIN).past.values).toEqual(leap);
  const begun = daily(240).map((value, i) => (i >= 238 ? 5_000 : value));
  expect(prepare(seriesOf(begun), PLAIN).past.values).toEqual(begun);
});

it('takes heavy tails for what they are', () => {
  const random = seededRandom(3);
  const values = Float64Array.from({ length: 500 }, () => (random() < 0.05 ? 1_000 * random() : random()));
  expect(prepare(seriesOf(values), PLAIN).past.values).toEqual(values);
});

it('learns nothing from known incidents', () => {
  const values = daily(240);
  const hurt = values.map((value, i) => (i >= 60 && i < 70 ? 0 : value));
  const excluded = [{ start: START + 60 * HOUR, end: START + 69 * HOUR }];
  const { past, notes } = prepare(seriesOf(hurt), { ...PLAIN, excluded });
  past.values.forEach((value, i) => expect(Math.abs(value - values[i])).toBeLessThan(3));
  expect(notes).toEqual(['4 % of the history is missing or lies in incidents and was filled in.']);
});

it('knows floors and ceilings, and fills nothing beyond them', () => {
  const values = Array.from({ length: 50 }, (_, i) => (i % 10 < 5 ? 0 : Number.NaN)).concat([-1]);
  expect(prepare(seriesOf(values), PLAIN).past.floor).toBe(-Infinity);
  expect(prepare(seriesOf(values.slice(0, 50)), { ...PLAIN, floor: 'none' }).past.floor).toBe(-Infinity);
  const { past } = prepare(seriesOf([1, 2, Number.NaN, 4, 5]), { ...PLAIN, floor: 3.5, ceiling: 9 });
  expect([past.floor, past.ceiling, ...past.values]).toEqual([3.5, 9, 1, 2, 3.5, 4, 5]);
});

it('turns a counter into its rate, over restarts, and leaves a filling disk alone', () => {
  const counts = Array.from({ length: 100 }, (_, i) => 7_200 * (i % 60));
  const { past, isRate, notes, observed } = prepare(seriesOf(counts, HOUR, 'requests_total'), PLAIN);
  expect(isRate).toBe(true);
  expect([past.start, past.values.length]).toEqual([START + HOUR, 99]);
  expect([...new Set(observed)]).toEqual([2, 0]);
  expect(notes[0]).toBe('The series is a counter: its increase a second is forecast.');
  expect(prepare(seriesOf(counts, HOUR, 'disk_used_bytes'), PLAIN).isRate).toBe(false);
  expect(prepare(seriesOf(counts, HOUR, 'requests_total'), { ...PLAIN, counter: false }).isRate).toBe(false);
  expect(prepare(seriesOf(daily(100), HOUR, 'sessions_count'), PLAIN).isRate).toBe(false);
});

it('puts weeks of minutes in blocks that end with the origin, and brings them back', () => {
  const minutes = daily(14 * 1_440 + 7, 1_440);
  const { past, block, horizon, rawHorizon, roughness } = prepare(seriesOf(minutes, MINUTE), PLAIN);
  expect([block, past.step, past.values.length, horizon, rawHorizon]).toEqual([5, 5 * MINUTE, 4_033, 288, 1_440]);
  expect(past.start + (past.values.length - 1) * past.step).toBe(START + (minutes.length - 1) * MINUTE);
  expect(past.periods).toEqual([288]);
  expect(past.values.at(-1)).toBeCloseTo(
    minutes.subarray(-5).reduce((sum, v) => sum + v / 5, 0),
    9
  );
  expect(roughness.length).toBe(5 * 4_032);
  expect(Math.max(...roughness.map(Math.abs))).toBeLessThan(2);
  // A line comes back as the same line.
  const line = seriesOf(
    Float64Array.from({ length: 10_000 }, (_, i) => i),
    MINUTE
  );
  const back = prepare(line, PLAIN);
  const ahead = Float64Array.from(
    { length: 300 },
    (_, h) => back.past.values[back.past.values.length - 1] + (h + 1) * back.block
  );
  back.restore(ahead, 100).forEach((value, i) => expect(value).toBeCloseTo(10_000 + i, 6));
});

it('keeps the course of a short horizon: no larger blocks, a shorter history', () => {
  const minutes = daily(28 * 1_440, 1_440);
  const { past, block, notes } = prepare(seriesOf(minutes, MINUTE), { ...PLAIN, horizon: 60 * MINUTE });
  expect([block, past.values.length]).toEqual([5, 8_064]);
  const ten = prepare(seriesOf(minutes, MINUTE), { ...PLAIN, horizon: 10 * MINUTE });
  expect([ten.block, ten.past.values.length]).toEqual([1, 8_192]);
  expect([notes.length, ten.notes.length]).toEqual([1, 1]);
});

it('takes irregular, doubled and disordered points', () => {
  const times = Float64Array.of(0, 61, 119, 300, 241, 180, 300).map((second) => START + second * 1_000);
  const { past } = prepare(
    { labels: {}, times, values: Float64Array.of(1, 2, 3, 6, 5, 4, 8) },
    { ...PLAIN, step: MINUTE }
  );
  expect([...past.values]).toEqual([1, 2, 3, 4, 5, 7]);
  expect(past.step).toBe(MINUTE);
});

it('leaves out what lies before a gap longer than all after it', () => {
  const values = daily(240).map((value, i) => (i >= 60 && i < 160 ? Number.NaN : value));
  const { past, notes } = prepare(seriesOf(values), PLAIN);
  expect([past.start, past.values.length]).toEqual([START + 160 * HOUR, 80]);
  expect(notes).toEqual(['What lies before a long gap was left out of the history.']);
});

it('puts exogenous series beside it', () => {
  const step = HOUR;
  const other = seriesOf(
    Float64Array.from({ length: 264 }, (_, i) => i),
    step,
    'visitors'
  );
  other.values[5] = Number.NaN;
  const short = { ...other, times: other.times.subarray(0, 240), values: other.values.subarray(0, 240) };
  const late = { ...other, times: other.times.map((time) => time + 1e12) };
  const exogenous = [
    { name: 'known', series: other },
    { name: 'unknown', series: short },
    { name: 'absent', series: late },
  ];
  const { past, notes } = prepare(seriesOf(daily(240)), { ...PLAIN, exogenous });
  expect(past.exogenous.map(({ name }) => name)).toEqual(['known', 'unknown']);
  expect(past.exogenous[0].past).toEqual(Float64Array.from({ length: 240 }, (_, i) => i));
  expect(past.exogenous[0].future).toEqual(Float64Array.from({ length: 24 }, (_, i) => 240 + i));
  expect(past.exogenous[1].future).toBeNull();
  expect(notes).toEqual(['absent has no value in the time of the history and was left out.']);
});

it('means of an exogenous series lie in the blocks of the one forecast', () => {
  const minutes = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const { past } = prepare(seriesOf(minutes, MINUTE), {
    ...PLAIN,
    exogenous: [{ name: 'same', series: seriesOf(minutes, MINUTE) }],
  });
  expect(past.exogenous[0].past).toEqual(past.values);
});

it('says that there is nothing to forecast from', () => {
  expect(() => prepare(seriesOf([]), PLAIN)).toThrow(/no value to forecast from/);
  expect(() => prepare(seriesOf([Number.NaN, Infinity]), PLAIN)).toThrow(/no value to forecast from/);
  expect(() => prepare(seriesOf([1, 2], 365 * 24 * HOUR), { ...PLAIN, step: 1 })).toThrow(/larger step/);
});

it('makes a past of any series: finite values, whole periods, the end where the last value is', () => {
  const value = fc.oneof(
    fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    fc.constantFrom(Number.NaN, Infinity, 0, 1e15, -5)
  );
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 * 3_600 }), value), { minLength: 1, maxLength: 150 });
  fc.assert(
    fc.property(
      points,
      fc.constantFrom(undefined, 15_000, HOUR),
      fc.integer({ min: 1, max: 1e9 }),
      (pairs, step, horizon) => {
        const times = Float64Array.from(pairs, ([second]) => START + second * 1_000);
        const series: Series = { labels: {}, times, values: Float64Array.from(pairs, ([, v]) => v) };
        fc.pre(series.values.some(Number.isFinite));
        const {
          past,
          block,
          rawStep,
          horizon: steps,
          rawHorizon,
          restore,
        } = prepare(series, { ...PLAIN, step, horizon });
        const last = Math.max(...times.filter((_, i) => Number.isFinite(series.values[i])));
        expect(past.values.length).toBeGreaterThan(0);
        expect(past.values.every(Number.isFinite)).toBe(true);
        expect(past.measured.length).toBe(past.values.length);
        expect(past.start + (past.values.length - 1) * past.step).toBeCloseTo(last, 3);
        expect(past.step).toBe(block * rawStep);
        expect(rawHorizon * rawStep).toBeGreaterThanOrEqual(horizon - 1e-3);
        expect(steps * block).toBeGreaterThanOrEqual(rawHorizon);
        expect(past.periods.every((p) => Number.isInteger(p) && 2 * p <= past.values.length)).toBe(true);
        expect(restore(new Float64Array(steps).fill(3), rawHorizon).length).toBe(rawHorizon);
      }
    ),
    { numRuns: 200 }
  );
});
