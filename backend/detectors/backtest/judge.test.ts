import { exampleSeries } from '../../features/example-series.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { seasonal } from '../seasonal/seasonal.ts';
import { injectAnomalies, kindsFor, yardstickOf } from './inject.ts';
import { averagePrecision, judge } from './judge.ts';

const STEP = 300_000;
const series = exampleSeries('a', 7, STEP, 1);
const group: SeriesGroup = { step: STEP, series: [series] };
const FROM = 1_200;
const yardstick = yardstickOf(series, STEP);
const copies = injectAnomalies(series, yardstick, kindsFor(series, yardstick), FROM, 2, 1);

describe('average precision, by hand', () => {
  it('is 1 where every anomaly lies above every clean stretch', () => {
    expect(averagePrecision([0.9, 0.8], [0.1, 0.7])).toBe(1);
  });
  it('counts clean stretches above, and ties as above', () => {
    expect(averagePrecision([0.9, 0.5], [0.7, 0.1])).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(averagePrecision([0.5], [0.5])).toBe(0.5);
  });
  it('gives nothing for anomalies without a score, and 0 for none', () => {
    expect(averagePrecision([Number.NaN, 0.9], [0.1])).toBe(0.5);
    expect(averagePrecision([], [0.1])).toBe(0);
  });
});

describe('injected anomalies', () => {
  it('come twice of each kind, apart from each other, and change nothing else', () => {
    const events = copies.flatMap((copy) => copy.events);
    for (const kind of kindsFor(series, yardstick)) {
      expect([kind, events.filter((event) => event.kind === kind).length]).toEqual([kind, 2]);
    }
    for (const { series: changed, events: own } of copies) {
      const isIn = (i: number) => own.some(({ start, end }) => i >= start && i < end);
      expect(changed.values.every((value, i) => isIn(i) || value === series.values[i])).toBe(true);
      expect(own.every(({ start, end }) => start >= FROM && end <= series.values.length && end > start)).toBe(true);
      own.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThanOrEqual(own[i].end + 40));
    }
  });
  it('are the same for the same seed, and others for another', () => {
    const places = (seed: number) =>
      injectAnomalies(series, yardstick, ['spike'], FROM, 4, seed).flatMap(({ events }) => events);
    expect(places(1)).toEqual(places(1));
    expect(places(1)).not.toEqual(places(2));
  });
  it('keep whole numbers whole, counts at 0 or above, and gaps open', () => {
    const counts = {
      ...series,
      values: series.values.map((value, i) => (i % 9 === 0 ? Number.NaN : Math.round(value / 40))),
    };
    const measure = yardstickOf(counts, STEP);
    for (const { series: changed } of injectAnomalies(counts, measure, kindsFor(counts, measure), FROM, 2, 1)) {
      expect(
        changed.values.every((value, i) => (i % 9 === 0 ? Number.isNaN(value) : Number.isInteger(value) && value >= 0))
      ).toBe(true);
    }
  });
  it('are only of kinds that can be: a constant series cannot be stuck or lose its rhythm', () => {
    const still = { ...series, values: series.values.map(() => 5) };
    expect(kindsFor(still, yardstickOf(still, STEP))).toEqual(['spike', 'dip', 'shift', 'drift', 'restless']);
  });
});

const detector = seasonal as unknown as Detector;
/** The detector with its scores changed. */
const changed = (change: (score: number, i: number) => number): Detector => ({
  ...detector,
  score: async (...given) =>
    (await detector.score(...given)).map((one) => ({
      ...one,
      series: one.series.map((scored) => ({ ...scored, score: scored.score.map(change) })),
    })),
});
const worthOf = async (one: Detector) =>
  (await judge({ detector: one, settings: one.schema.parse({}) }, group, copies, FROM, 1)).worth;

it('judges one that finds anomalies above one that is silent, and that above one that cries all the time', async () => {
  const worth = await worthOf(detector);
  const silent = await worthOf(changed(() => 0));
  const loud = await worthOf(changed(() => 0.95));
  expect(worth).toBeGreaterThan(silent + 0.2);
  expect(silent).toBeGreaterThan(loud);
});

it('lets false marks beyond the budget cost', async () => {
  const noisy = await judge(
    { detector: changed((score, i) => (i % 60 === 0 ? 0.75 : score)), settings: detector.schema.parse({}) },
    group,
    copies,
    FROM,
    1
  );
  expect(noisy.falseMarks).toBeGreaterThan(0.15);
  expect(noisy.worth).toBeLessThan((noisy.found + noisy.precision) / 2 - 0.2);
});
