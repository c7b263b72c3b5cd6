import type { Series } from '../series/series.ts';
import { seededRandom } from '../features/random.ts';
import { forecastGroup } from './forecast-series.ts';
import type { ForecastRequest } from './forecast-request.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 5);

function daily(n: number, level = 100, seed = 1): Series {
  const random = seededRandom(seed);
  const values = Float64Array.from(
    { length: n },
    (_, i) => level + 30 * Math.sin((2 * Math.PI * i) / 24) + 6 * random()
  );
  return { labels: { job: `a${level}` }, times: values.map((_, i) => START + i * HOUR_MS), values };
}

const request: ForecastRequest = {
  forecaster: 'auto',
  horizon: 24 * HOUR_MS,
  levels: [0.95, 0.8],
  floor: 'auto',
  ceiling: 'none',
  paths: 200,
};

it('forecasts each series after its last instant, with nested intervals, courses and members', async () => {
  const series = [daily(400), daily(200, 500, 2)];
  const forecasts = await forecastGroup(series, request);
  for (const [i, one] of forecasts.entries()) {
    expect(one.labels).toEqual(series[i].labels);
    expect([one.origin, one.times[0]]).toEqual([series[i].times.at(-1), (series[i].times.at(-1) ?? 0) + HOUR_MS]);
    expect([one.mean.length, one.times.length, one.paths.values.length]).toEqual([24, 24, 24 * 200]);
    expect(one.intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
    const [narrow, wide] = one.intervals;
    expect(
      one.mean.every(
        (mean, h) =>
          wide.lower[h] <= narrow.lower[h] &&
          narrow.lower[h] <= mean &&
          mean <= narrow.upper[h] &&
          narrow.upper[h] <= wide.upper[h]
      )
    ).toBe(true);
    expect(one.members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(one.accuracy.origins).toBeGreaterThan(10);
    expect(one.accuracy.mase).toBeLessThan(one.accuracy.naiveMase);
    expect(one.periods).toContain(24 * HOUR_MS);
  }
});

it('courses fill the intervals, which are a little wider to be sure to hold, and components add up to the mean', async () => {
  const [{ mean, paths, intervals, components }] = await forecastGroup([daily(400)], request);
  const { lower, upper } = intervals[0];
  for (const step of [0, 12, 23]) {
    const column = Array.from({ length: paths.count }, (_, i) => paths.values[i * 24 + step]);
    const inside = column.filter((value) => value >= lower[step] && value <= upper[step]).length;
    expect(inside / paths.count).toBeGreaterThan(0.77);
    expect(inside / paths.count).toBeLessThan(0.97);
    const sum = components.reduce((total, { values }) => total + values[step], 0);
    expect(sum).toBeCloseTo(mean[step], 6);
  }
});

it('is the same again, whatever else is forecast with it', async () => {
  const [alone] = await forecastGroup([daily(300)], request);
  const [, beside] = await forecastGroup([daily(300, 900, 5), daily(300)], request);
  expect(beside).toEqual(alone);
});

it('keeps to floor and ceiling', async () => {
  const bounded = { ...request, floor: 80, ceiling: 120 } as const;
  const [{ mean, intervals, paths }] = await forecastGroup([daily(300)], bounded);
  for (const values of [mean, intervals[1].lower, intervals[1].upper, paths.values]) {
    expect(values.every((value) => value >= 80 && value <= 120)).toBe(true);
  }
});

it('says in notes what a short past allows', async () => {
  const short = await forecastGroup([daily(3), daily(30)], request);
  expect(short[0].notes.join(' ')).toContain('too short to try');
  expect(short[1].notes.join(' ')).toContain('first 29 % of the horizon');
  expect(short.every(({ mean, intervals }) => [...mean, ...intervals[1].upper].every(Number.isFinite))).toBe(true);
});

it('gives fitted values where they are asked for', async () => {
  const [{ fitted, origin }] = await forecastGroup([daily(300)], {
    ...request,
    forecaster: 'seasonal-naive',
    fitted: 20,
  });
  expect(fitted.values).toHaveLength(20);
  expect(fitted.times.at(-1)).toBe(origin);
});

it('forecasts minutes of weeks in blocks, at the minute', async () => {
  const n = 14 * 1440;
  const values = Float64Array.from(
    { length: n },
    (_, i) => 50 + 20 * Math.sin((2 * Math.PI * i) / 1440) + ((i * 7919) % 11)
  );
  const series: Series = { labels: {}, times: values.map((_, i) => START + i * 60_000), values };
  const asked = { ...request, horizon: 6 * HOUR_MS, forecaster: 'seasonal-naive' };
  const [one] = await forecastGroup([series], asked);
  expect([one.step, one.mean.length, one.paths.values.length]).toEqual([60_000, 360, 360 * 200]);
  const { lower, upper } = one.intervals[1];
  const came = Array.from(
    { length: 360 },
    (_, i) => 50 + 20 * Math.sin((2 * Math.PI * (n + i)) / 1440) + (((n + i) * 7919) % 11)
  );
  const share = came.filter((value, i) => value >= lower[i] && value <= upper[i]).length / 360;
  expect(share).toBeGreaterThan(0.85);
});

it('says what is wrong with a request', async () => {
  const ask = (more: Partial<ForecastRequest>, series = daily(50)) => forecastGroup([series], { ...request, ...more });
  await expect(ask({ forecaster: 'oracle' })).rejects.toThrow("no forecaster 'oracle'");
  await expect(ask({ settings: { sharpness: -1 } })).rejects.toThrow('Setting sharpness');
  await expect(ask({ horizon: 1e9 * HOUR_MS })).rejects.toThrow('more than 10000');
  const nothing = { ...daily(5), values: new Float64Array(5).fill(Number.NaN) };
  await expect(ask({}, nothing)).rejects.toThrow('without any value');
});
