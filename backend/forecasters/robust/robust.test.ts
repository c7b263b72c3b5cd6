import { seededRandom } from '../../features/random.ts';
import { UTC_CALENDAR } from '../calendar.ts';
import type { Past } from '../forecaster.ts';
import { ridge } from '../ridge/ridge.ts';
import { columnCount, columnsOf, designOf } from './columns.ts';
import { leastAbsolute } from './least-absolute.ts';
import { robust } from './robust.ts';
import { usualOf } from './usual.ts';

const DAY = 24;

function pastOf(values: readonly number[], periods: readonly number[] = [DAY]): Past {
  return {
    step: 3_600_000,
    start: Date.UTC(2026, 0, 5),
    values: Float64Array.from(values),
    measured: new Uint8Array(values.length).fill(1),
    periods,
    floor: -Infinity,
    ceiling: Infinity,
    calendar: UTC_CALENDAR,
    exogenous: [],
  };
}

async function forecast(past: Past, horizon: number) {
  const settings = robust.schema.parse({});
  return (await robust.predict(await robust.fit([past], settings, 1, horizon), [past], horizon, settings))[0];
}

it('what is usual is the median of a place in the newest cycles known then', () => {
  const usual = usualOf(Float64Array.of(1, 10, 2, 20, 9, 30, 4, 40), 2, 3);
  expect(usual(8, 1)).toBe(4);
  expect(usual(8, 2)).toBe(2);
  expect(usual(9, 1)).toBe(30);
  expect(usual(1, 1)).toBeNaN();
});

it.each([[[]], [[DAY]], [[DAY, 96]]])('columns tell of nothing after their origin: seasons %j', (periods) => {
  const random = seededRandom(3);
  const values = Float64Array.from({ length: 400 }, () => random());
  const design = designOf(periods);
  const row = (of: Float64Array, ahead: number): number[] => {
    const into = new Float64Array(columnCount(design));
    return [columnsOf(of, design).at(250, ahead, into), ...into];
  };
  const changed = values.map((value, i) => (i < 250 ? value : 1e6));
  for (const ahead of [1, DAY, DAY + 1, 100]) {
    expect(row(values, ahead)).toEqual(row(changed, ahead));
    expect(row(values, ahead).every(Number.isFinite)).toBe(true);
  }
});

it('least absolute errors find the line that most rows lie on', () => {
  const count = 60;
  const columns = Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? (i >> 1) / count : 1));
  const targets = Float64Array.from({ length: count }, (_, i) => (i % 6 === 0 ? 500 : 3 * (i / count) + 1));
  const [slope, intercept] = leastAbsolute({ columns, targets, count }, 2, 1e-6, 1);
  const errorAt = (x: number) => Math.abs(slope * x + intercept - (3 * x + 1));
  // Least squares would be a sixth of 500 off.
  expect(Math.max(errorAt(0), errorAt(0.5), errorAt(1))).toBeLessThan(20);
});

it('tells a noisy day with peaks nearer than the regression on every lag', async () => {
  const random = seededRandom(11);
  const clean = (i: number) => 100 + 20 * Math.sin((2 * Math.PI * i) / DAY);
  const past = pastOf(
    Array.from({ length: 14 * DAY }, (_, i) => clean(i) + 10 * (random() - 0.5) + (random() < 0.03 ? 300 : 0))
  );
  const settings = ridge.schema.parse({});
  const [other] = await ridge.predict(await ridge.fit([past], settings, 1, DAY), [past], DAY, settings);
  const errorOf = (mean: Float64Array) =>
    mean.reduce((sum, value, h) => sum + Math.abs(value - clean(past.values.length + h)) / DAY, 0);
  const { mean } = await forecast(past, DAY);
  expect(errorOf(mean)).toBeLessThan(5);
  expect(errorOf(mean)).toBeLessThan(errorOf(other.mean) / 2);
});

it('goes on from a level that is unlike what is usual where levels last', async () => {
  const random = seededRandom(7);
  let level = 0;
  const values = Array.from({ length: 30 * DAY }, (_, i) => {
    level += random() - 0.5;
    return 1_000 + level + 3 * Math.sin((2 * Math.PI * i) / DAY);
  });
  const last = values[values.length - 1];
  const { mean } = await forecast(pastOf(values), 3);
  expect(Math.abs(mean[0] - last)).toBeLessThan(2.5);
});

it('without a season it comes back to the median where deviations do not last', async () => {
  const random = seededRandom(5);
  const values = Array.from({ length: 300 }, () => 50 + random());
  values[299] = 80;
  const { mean } = await forecast(pastOf(values, []), 10);
  expect(mean[9]).toBeGreaterThan(50);
  expect(mean[9]).toBeLessThan(60);
});
