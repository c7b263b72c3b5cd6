import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { z } from 'zod';
import { NightjarError } from '../errors.ts';
import { seededRandom } from '../features/random.ts';
import { prefixOf } from './backtest/prefix.ts';
import { UTC_CALENDAR } from './calendar.ts';
import type { FittedForecaster, Forecaster, Past, PointForecast } from './forecaster.ts';
import { FORECASTERS } from './index.ts';
import { prepare } from './preparation/prepare.ts';

// Forecasters that train, or try others, take seconds where a machine has other work to do.
jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24;
const POINTS = 9 * DAY;
const HORIZON = 30;

type Shape = (i: number, random: () => number) => number;
const wave: Shape = (i, random) => 100 + 30 * Math.sin((2 * Math.PI * i) / DAY) + 4 * (random() + random() - 1);

function pastOf(shape: Shape, points = POINTS, more: Partial<Past> = {}): Past {
  const random = seededRandom(5);
  return {
    step: HOUR,
    start: Date.UTC(2026, 0, 5),
    values: Float64Array.from({ length: points }, (_, i) => shape(i, random)),
    measured: new Uint8Array(points).fill(1),
    periods: points >= 2 * DAY ? [DAY] : [],
    floor: -Infinity,
    ceiling: Infinity,
    calendar: UTC_CALENDAR,
    exogenous: [],
    ...more,
  };
}

const bytes = (value: unknown): Buffer => serialize(value);
const meanBytes = ({ mean }: PointForecast): Buffer => bytes([...mean]);

describe.each(FORECASTERS.map((forecaster) => [forecaster.id, forecaster] as const))(
  '%s',
  (_, forecaster: Forecaster) => {
    const settings = forecaster.schema.parse({});
    const past = pastOf(wave);

    async function fit(of: Past, horizon = HORIZON): Promise<FittedForecaster> {
      return (await forecaster.fit([of], settings, 1, horizon))[0];
    }
    async function predict(model: FittedForecaster, of: Past, horizon = HORIZON): Promise<PointForecast> {
      return (await forecaster.predict([model], [of], horizon, settings))[0];
    }
    /** Finite, as long as asked for, within the past's bounds, and the sum of its parts. */
    function expectSane({ mean, components }: PointForecast, { floor, ceiling, values }: Past, horizon: number): void {
      expect(mean).toHaveLength(horizon);
      expect(mean.every((value) => Number.isFinite(value) && value >= floor && value <= ceiling)).toBe(true);
      expect(components.length).toBeGreaterThan(0);
      const size = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      for (let h = 0; h < horizon; h++) {
        const sum = components.reduce((total, part) => total + part.values[h], 0);
        const within = Math.min(ceiling, Math.max(floor, sum));
        const tolerance = 1e-9 * (size + components.reduce((total, part) => total + Math.abs(part.values[h]), 0));
        expect(Math.abs(within - mean[h])).toBeLessThanOrEqual(tolerance);
      }
      for (const { name, values: part } of components) {
        expect(name).toMatch(/^\S/);
        expect(part).toHaveLength(horizon);
      }
    }

    let model: FittedForecaster;
    let forecast: PointForecast;
    beforeAll(async () => {
      model = await fit(past);
      forecast = await predict(model, past);
    });

    it('has a schema in which every setting has a default and a description', () => {
      expect(forecaster.schema.safeParse({}).success).toBe(true);
      const { properties } = z.toJSONSchema(forecaster.schema) as {
        properties: Record<string, { default?: unknown; description?: string }>;
      };
      for (const [name, property] of Object.entries(properties)) {
        expect([name, property.default]).not.toEqual([name, undefined]);
        expect(property.description ?? '').toMatch(/^[A-Za-z].*\.$/s);
      }
    });

    it('exports an ONNX file exactly when it says so', () => {
      expect(typeof forecaster.toOnnx === 'function').toBe(forecaster.exports);
    });

    it('says which forecaster made a model, of how many points', () => {
      expect(model.forecaster).toBe(forecaster.id);
      expect(model.points).toBe(POINTS);
      model.notes.forEach((note) => expect(note).toMatch(/^[A-Z].*\.$/));
    });

    it('goes on with a clear rhythm', () => {
      expectSane(forecast, past, HORIZON);
      const known = seededRandom(9);
      const error =
        forecast.mean.reduce((sum, value, h) => sum + Math.abs(value - wave(POINTS + h, known)), 0) / HORIZON;
      expect(error).toBeLessThan(6);
    });

    it('fits and forecasts the same bytes for the same seed', async () => {
      const again = await fit(past);
      expect(bytes(again).equals(bytes(model))).toBe(true);
      expect(meanBytes(await predict(again, past)).equals(meanBytes(forecast))).toBe(true);
    });

    it('forecasts alike after saving and loading, and leaves model and past as they are', async () => {
      const loaded = deserialize(bytes(model)) as FittedForecaster;
      const before = [bytes(loaded), bytes([...past.values])];
      expect(meanBytes(await predict(loaded, past)).equals(meanBytes(forecast))).toBe(true);
      expect(bytes(loaded).equals(before[0])).toBe(true);
      expect(bytes([...past.values]).equals(before[1])).toBe(true);
    });

    it('answers for a past alike whatever else is in the batch, unless it is joint', async () => {
      const other = pastOf((i, random) => 5 + random() * (i % 7), 100);
      const models = await forecaster.fit([other, past, other], settings, 1, HORIZON);
      const forecasts = await forecaster.predict(models, [other, past, other], HORIZON, settings);
      forecasts.forEach((one, i) => expectSane(one, i === 1 ? past : other, HORIZON));
      expect(meanBytes(forecasts[0]).equals(meanBytes(forecasts[2]))).toBe(true);
      if (!forecaster.isJoint) {
        expect(meanBytes(forecasts[1]).equals(meanBytes(forecast))).toBe(true);
      }
    });

    it('forecasts a prefix alike whatever comes after it', async () => {
      const whole = pastOf((i, random) => (i < POINTS ? wave(i, random) : -1e6), POINTS + 50);
      const prefix = prefixOf(whole, POINTS);
      const again = await fit(prefix);
      expect(bytes(again.parameters).equals(bytes(model.parameters))).toBe(true);
      expect(meanBytes(await predict(again, prefix)).equals(meanBytes(forecast))).toBe(true);
    });

    it('goes on from a past that is longer than what it was fitted on', async () => {
      const longer = pastOf(wave, POINTS + DAY);
      const next = await predict(model, longer);
      expectSane(next, longer, HORIZON);
      const known = seededRandom(9);
      const error =
        next.mean.reduce((sum, value, h) => sum + Math.abs(value - wave(POINTS + DAY + h, known)), 0) / HORIZON;
      expect(error).toBeLessThan(6);
    });

    if (forecaster.rolling) {
      const roll = forecaster.rolling.bind(forecaster);
      const origins = [120, 150, 186];

      it('rolls by what came before each origin alone', async () => {
        const rows = await roll(past, origins, HORIZON, settings, 1);
        expect(rows).toHaveLength(origins.length);
        await fc.assert(
          fc.asyncProperty(
            fc.integer({ min: 0, max: 2 }),
            fc.double({ min: -1e4, max: 1e4, noNaN: true }),
            async (i, value) => {
              const changed = { ...past, values: past.values.map((own, at) => (at < origins[i] ? own : value)) };
              const again = await roll(changed, origins, HORIZON, settings, 1);
              expect(bytes(again.slice(0, i + 1).map((row) => [...row]))).toEqual(
                bytes(rows.slice(0, i + 1).map((row) => [...row]))
              );
            }
          ),
          { numRuns: 4 }
        );
      });

      it('rolls as well as it forecasts', async () => {
        const rows = await roll(past, origins, HORIZON, settings, 1);
        rows.forEach((row, i) => {
          expect(row).toHaveLength(HORIZON);
          const error =
            row.reduce((sum, value, h) => sum + Math.abs(value - wave(origins[i] + h, () => 0.5)), 0) / HORIZON;
          expect(error).toBeLessThan(6);
        });
      });
    }

    it.each([1, 2, 100, 1_000])('answers for a horizon of %d', async (horizon) => {
      expectSane(await predict(model, past, horizon), past, horizon);
    });

    const odd: Record<string, Past> = {
      'one value': pastOf(() => 7, 1),
      'two values': pastOf((i) => 7 + i, 2),
      'five values': pastOf((i) => i % 3, 5),
      constant: pastOf(() => 3),
      'all zero': pastOf(() => 0, 100, { floor: 0 }),
      '1e15': pastOf((i, random) => 1e15 + 1e12 * wave(i, random)),
      negative: pastOf((i, random) => -5 * wave(i, random)),
      tiny: pastOf((i, random) => 1e-30 * wave(i, random)),
      'far apart': pastOf((_i, random) => 10 ** (30 * random() - 15)),
      'rare counts': pastOf((_i, random) => (random() > 0.97 ? 1 : 0), 150, { floor: 0 }),
      'a level that is set': pastOf((i) => Math.floor(i / 40) * 1e9),
      'falling to its floor': pastOf((i, random) => Math.max(0, 100 - i + 5 * random()), 100, { floor: 0 }),
      'rising to its ceiling': pastOf((i, random) => Math.min(100, i + 5 * random()), 100, { ceiling: 100 }),
      'several seasons': pastOf((i, random) => wave(i, random) + 10 * Math.sin((2 * Math.PI * i) / 60), POINTS, {
        periods: [DAY, 60],
      }),
    };
    it.each(Object.keys(odd))('stays sane on a past that is: %s', async (name) => {
      const of = odd[name];
      expectSane(await predict(await fit(of), of), of, HORIZON);
    });

    const unprepared: Record<string, (i: number, random: () => number) => readonly [number, number]> = {
      'with missing values': (i, random) => [i * HOUR, i % 9 < 2 ? Number.NaN : wave(i, random)],
      'with infinite values': (i, random) => [i * HOUR, i % 40 === 7 ? Number.POSITIVE_INFINITY : wave(i, random)],
      'with irregular steps': (i, random) => [i * HOUR + Math.floor(0.4 * HOUR * random()), wave(i, random)],
      'with steps left out': (i, random) => [(i + 10 * Math.floor(i / 50)) * HOUR, wave(i, random)],
      'with a single outlier': (i, random) => [i * HOUR, i === 100 ? 1e12 : wave(i, random)],
    };
    it.each(Object.keys(unprepared))('forecasts a series %s once it is prepared', async (name) => {
      const random = seededRandom(5);
      const points = Array.from({ length: POINTS }, (_, i) => unprepared[name](i, random));
      const series = {
        labels: {},
        times: Float64Array.from(points, ([time]) => time),
        values: Float64Array.from(points, ([, value]) => value),
      };
      const prepared = prepare(series, { horizon: HORIZON * HOUR, floor: 'auto', ceiling: 'none' });
      const said = await predict(await fit(prepared.past), prepared.past);
      expectSane(said, prepared.past, HORIZON);
      expect(said.mean.every((value) => value > 20 && value < 200)).toBe(true);
    });

    it.each(['one value', 'two values'])('says so where it cannot do what it is for: %s', async (name) => {
      const told = await fit(odd[name]).then(
        ({ notes }) => notes.length > 0,
        (error: unknown) => error instanceof NightjarError
      );
      expect(told).toBe(true);
    });

    it('stays within sight of any past', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
          async (list) => {
            const of = pastOf((i) => list[i], list.length, { periods: list.length >= 14 ? [7] : [] });
            expectSane(await predict(await fit(of, 5), of, 5), of, 5);
          }
        ),
        { numRuns: forecaster.isJoint ? 3 : 15 }
      );
    });
  }
);
