import { openSession } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import { seededRandom } from '../../features/random.ts';
import { UTC_CALENDAR, calendarOf } from '../calendar.ts';
import type { Past } from '../forecaster.ts';
import { ridge } from './ridge.ts';

const settings = ridge.schema.parse({});

function pastOf(shape: (i: number, random: () => number) => number, points: number, more: Partial<Past> = {}): Past {
  const random = seededRandom(2);
  return {
    step: 3_600_000,
    start: Date.UTC(2026, 0, 5),
    values: Float64Array.from({ length: points }, (_, i) => shape(i, random)),
    measured: new Uint8Array(points).fill(1),
    periods: [24],
    floor: -Infinity,
    ceiling: Infinity,
    calendar: UTC_CALENDAR,
    exogenous: [],
    ...more,
  };
}

const wave = (i: number, period: number) => Math.sin((2 * Math.PI * i) / period);

async function errorOf(past: Past, truth: (i: number) => number, horizon: number): Promise<number> {
  const models = await ridge.fit([past], settings, 1, horizon);
  const [{ mean }] = await ridge.predict(models, [past], horizon, settings);
  return mean.reduce((sum, value, h) => sum + Math.abs(value - truth(past.values.length + h)), 0) / horizon;
}

describe('ridge', () => {
  it('learns a season that the last one does not tell: a weekend that is a third of a week day', async () => {
    const week = (i: number) => (Math.floor(i / 24) % 7 >= 5 ? 40 : 120) + 10 * wave(i, 24);
    const past = pastOf((i, random) => week(i) + random(), 24 * 7 * 5 + 24 * 4, { periods: [24, 168] });
    expect(await errorOf(past, week, 72)).toBeLessThan(4);
  });

  it('learns a season longer than its lags by waves', async () => {
    const slow = (i: number) => 200 + 20 * wave(i, 24) + 60 * wave(i, 700);
    const past = pastOf((i, random) => slow(i) + 2 * random(), 2_100, { periods: [24, 700] });
    expect(await errorOf(past, slow, 96)).toBeLessThan(8);
  });

  describe('with another series that tells half of it', () => {
    const random = seededRandom(8);
    const other = Float64Array.from({ length: 600 }, () => (random() > 0.9 ? 60 * random() : 0));
    const truth = (i: number) => 100 + 20 * wave(i, 24) + other[i];
    const known = (points: number, isFutureKnown: boolean) =>
      pastOf((i, noise) => truth(i) + noise(), points, {
        exogenous: [
          { name: 'jobs', past: other.subarray(0, points), future: isFutureKnown ? other.subarray(points) : null },
        ],
      });

    it('forecasts what that brings where its future is known, and says so', async () => {
      const past = known(500, true);
      expect(await errorOf(past, truth, 48)).toBeLessThan(2.5);
      expect(await errorOf({ ...past, exogenous: [] }, truth, 48)).toBeGreaterThan(4);
      const models = await ridge.fit([past], settings, 1, 48);
      const [{ components }] = await ridge.predict(models, [past], 48, settings);
      const part = components.find(({ kind }) => kind === 'exogenous');
      expect(part?.name).toBe('jobs');
      const largest = other.subarray(500, 548).reduce((best, value, h, all) => (value > all[best] ? h : best), 0);
      expect(part?.values[largest]).toBeGreaterThan(0.8 * other[500 + largest]);
    });

    it('rolls by what was known of it at each origin', async () => {
      const roll = ridge.rolling as NonNullable<typeof ridge.rolling>;
      const [row] = await roll(known(500, false), [400], 48, settings, 1);
      const changed = known(500, false);
      const [again] = await roll(
        {
          ...changed,
          exogenous: [{ name: 'jobs', past: other.map((v, i) => (i < 400 ? v : 900)).subarray(0, 500), future: null }],
        },
        [400],
        48,
        settings,
        1
      );
      expect([...again]).toEqual([...row]);
      const [seen] = await roll(known(500, true), [400], 48, settings, 1);
      const error = seen.reduce((sum, value, h) => sum + Math.abs(value - truth(400 + h)), 0) / 48;
      expect(error).toBeLessThan(3);
    });

    it('takes no notice of a series that has nothing to do with it', async () => {
      const past = pastOf((i, noise) => 100 + 20 * wave(i, 24) + noise(), 500, {
        exogenous: [{ name: 'jobs', past: other.subarray(0, 500), future: other.subarray(500) }],
      });
      const models = await ridge.fit([past], settings, 1, 48);
      const [{ components }] = await ridge.predict(models, [past], 48, settings);
      expect(components.map(({ kind }) => kind)).not.toContain('exogenous');
    });
  });

  it('knows holidays: a day at half the load', async () => {
    const start = Date.UTC(2026, 3, 1);
    const calendar = calendarOf('UTC', [
      { date: '2026-04-06', name: 'Easter Monday' },
      { date: '2026-04-20', name: 'Fair' },
      { date: '2026-05-01', name: 'Labour Day' },
    ]);
    const truth = (i: number) => (120 + 40 * wave(i, 24)) * (calendar.holiday(start + i * 3_600_000) ? 0.5 : 1);
    // Up to the end of April.
    const past = pastOf((i, noise) => truth(i) + 3 * noise(), 30 * 24, { start, calendar });
    expect(await errorOf(past, truth, 24)).toBeLessThan(10);
    expect(await errorOf({ ...past, calendar: UTC_CALENDAR }, truth, 24)).toBeGreaterThan(40);
    const models = await ridge.fit([past], settings, 1, 24);
    const [{ components }] = await ridge.predict(models, [past], 24, settings);
    expect(components.find(({ kind }) => kind === 'holiday')?.values[6]).toBeLessThan(-50);
    expect(() => ridge.toOnnx?.(models[0])).toThrow('has no input for');
  });

  it('goes on from its own forecast beyond the steps it has weights for', async () => {
    const day = (i: number) => 50 + 20 * wave(i, 24);
    const past = pastOf((i, random) => day(i) + random() - 0.5, 240);
    expect(await errorOf(past, day, 700)).toBeLessThan(2);
  });

  it('rolls to what it would forecast where the origin is its own first', async () => {
    const past = pastOf((i, random) => 80 + 20 * wave(i, 24) + 5 * random(), 400);
    const [row] = await (ridge.rolling as NonNullable<typeof ridge.rolling>)(past, [400], 48, settings, 1);
    const models = await ridge.fit([past], settings, 1, 48);
    const [{ mean }] = await ridge.predict(models, [past], 48, settings);
    mean.forEach((value, h) => expect(row[h]).toBeCloseTo(value, 9));
  });

  it('exports the file that gives its forecast, and NaN where a value is missing', async () => {
    const past = pastOf((i, random) => 80 + 20 * wave(i, 24) + 5 * random(), 400, { floor: 0 });
    const [model] = await ridge.fit([past], settings, 1, 12);
    const [{ mean }] = await ridge.predict([model], [past], 12, settings);
    const session = await openSession((ridge.toOnnx as NonNullable<typeof ridge.toOnnx>)(model));
    const lags = 24;
    const windows = new Float64Array(2 * lags);
    windows.set(past.values.subarray(400 - lags));
    windows.set(past.values.subarray(400 - lags), lags);
    windows[lags + 5] = Number.NaN;
    const out = await session.run({ values: tensor('float64', [2, lags], windows) });
    await session.dispose();
    mean.forEach((value, h) => expect(Number(out.mean.data[h])).toBeCloseTo(value, 9));
    expect(Array.from(out.mean.data.slice(12), Number).every(Number.isNaN)).toBe(true);
  });

  it('says that a model of a constant has nothing to export', async () => {
    const [model] = await ridge.fit([pastOf(() => 4, 100)], settings, 1, 12);
    expect(() => ridge.toOnnx?.(model)).toThrow('too few different values');
  });
});
