import { seededRandom } from '../../features/random.ts';
import { openSession } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import { UTC_CALENDAR } from '../calendar.ts';
import type { Past } from '../forecaster.ts';
import { chooseNetwork } from './design.ts';
import { network } from './network.ts';
import type { NetworkParameters } from './predict-network.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const SETTINGS = network.schema.parse({ steps: 400, networks: 2, hidden: 16 });

function pastOf(at: (i: number) => number, points: number, more: Partial<Past> = {}): Past {
  return {
    step: HOUR,
    start: START,
    values: Float64Array.from({ length: points }, (_, i) => at(i)),
    measured: new Uint8Array(points).fill(1),
    periods: [24],
    floor: 0,
    ceiling: Infinity,
    calendar: UTC_CALENDAR,
    exogenous: [],
    ...more,
  };
}

/** Traffic that is twice as high on every third day: what comes is told by the last three days, not by the last one. */
function traffic(seed: number): (i: number) => number {
  const random = seededRandom(seed);
  const size = 10 ** (seed % 4);
  const shift = seed % 3;
  return (i) => {
    const day = Math.floor(i / 24 + shift) % 3 === 0 ? 2 : 1;
    return size * day * (3 + Math.sin((2 * Math.PI * i) / 24) + 0.1 * random());
  };
}

it('learns of all series together what the last season alone does not tell', async () => {
  const wholes = Array.from({ length: 8 }, (_, seed) => pastOf(traffic(seed), 24 * 18 + 24));
  const pasts = wholes.map((whole) => ({ ...whole, values: whole.values.subarray(0, 24 * 18) }));
  const models = await network.fit(pasts, SETTINGS, 1, 24);
  const forecasts = await network.predict(models, pasts, 24, SETTINGS);
  forecasts.forEach(({ mean }, s) => {
    const actual = wholes[s].values.subarray(24 * 18);
    const error = (said: Float64Array): number => said.reduce((sum, value, h) => sum + Math.abs(value - actual[h]), 0);
    expect(error(mean)).toBeLessThan(0.1 * actual.reduce((sum, value) => sum + value, 0));
    expect(models[s].metrics?.windows).toBeGreaterThan(500);
  });
  const worse = forecasts.filter(({ mean }, s) => {
    const last = pasts[s].values.subarray(-24);
    const actual = wholes[s].values.subarray(24 * 18);
    const error = (said: Float64Array): number => said.reduce((sum, value, h) => sum + Math.abs(value - actual[h]), 0);
    return error(mean) > error(last);
  });
  expect(worse.length).toBeLessThanOrEqual(3);
});

it.each([
  ['positive', (value: number) => value, { floor: 0 }],
  ['below zero', (value: number) => value - 300, { floor: -Infinity }],
  ['within bounds', (value: number) => Math.min(350, value), { floor: 0, ceiling: 350 }],
  ['large', (value: number) => value * 1e13, { floor: 0 }],
])('exports a file that says what it says: %s', async (_, change, bounds) => {
  const at = traffic(2);
  const past = pastOf((i) => change(at(i)), 24 * 16, bounds);
  const [model] = await network.fit([past], SETTINGS, 1, 24);
  const { lags, ahead } = (model.parameters as unknown as NetworkParameters).design;
  const [{ mean }] = await network.predict([model], [past], ahead, SETTINGS);
  const session = await openSession((network.toOnnx as (of: typeof model) => Uint8Array)(model));
  const newest = past.values.slice(-lags);
  const broken = newest.map((value, i) => (i === 3 ? Number.NaN : value));
  const time = BigInt(START + (past.values.length - 1) * HOUR);
  const results = await session.run({
    values: tensor('float64', [2, lags], Float64Array.of(...newest, ...broken)),
    time: tensor('int64', [2], BigInt64Array.of(time, time)),
  });
  const said = results.mean.data as Float64Array;
  mean.forEach((value, h) => expect(Math.abs(said[h] - value)).toBeLessThanOrEqual(1e-5 * Math.abs(value) + 1e-6));
  expect(said.subarray(ahead).every(Number.isNaN)).toBe(true);
  await session.dispose();
});

it('repeats what was before where there is too little to learn from, and says so', async () => {
  const pasts = [pastOf(() => 7, 300), pastOf((i) => i % 2, 2, { periods: [] }), pastOf(traffic(1), 300)];
  const models = await network.fit(pasts, SETTINGS, 1, 12);
  const forecasts = await network.predict(models, pasts, 12, SETTINGS);
  expect([...forecasts[0].mean]).toEqual(new Array(12).fill(7));
  expect([...forecasts[1].mean]).toEqual(new Array(12).fill(1));
  expect(models.map(({ notes }) => notes.length)).toEqual([1, 1, 0]);
  expect(() => network.toOnnx?.(models[0])).toThrow(/longer window/);
});

it('reads whole seasons, and less where pasts are short', () => {
  const of = (points: number, periods: number[]) => chooseNetwork([pastOf(() => 1, points, { periods })], 48, 8);
  expect(of(700, [24])).toMatchObject({ lags: 168, season: 24, around: 24, ahead: 48 });
  expect(of(150, [24])).toMatchObject({ lags: 24, season: 24, ahead: 37 });
  expect(of(700, [])).toMatchObject({ lags: 48, season: 1, around: 12 });
  expect(of(4_000, [288])).toMatchObject({ lags: 288, season: 288 });
  expect(of(8_000, [1_440])).toMatchObject({ lags: 48, season: 1 });
  expect(of(4, [])).toBeNull();
});
