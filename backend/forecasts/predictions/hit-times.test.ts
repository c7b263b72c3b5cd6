import fc from 'fast-check';
import { exampleForecast } from './example-forecast.ts';
import { hitTimes, probabilityBy } from './hit-times.ts';

const HOUR_MS = 3_600_000;

it('tells when courses reach the limit, between steps too', () => {
  const forecast = exampleForecast([
    [1, 3, 5, 7],
    [2, 4, 6, 8],
  ]);
  const hits = hitTimes(forecast, 5, 'above', 0);
  expect(hits.isPast).toBe(false);
  expect(hits.byStep).toEqual([0, 0, 1, 1]);
  expect(hits.p50).toBeCloseTo(2.75 * HOUR_MS);
});

it('takes a value at the limit for one that hit it, from both sides', () => {
  const forecast = exampleForecast([[50, 100, 90]]);
  expect(hitTimes(forecast, 100, 'above').byStep).toEqual([0, 1, 1]);
  expect(hitTimes(forecast, 50, 'below').byStep).toEqual([1, 1, 1]);
});

it('is past already where the last value is', () => {
  const hits = hitTimes(exampleForecast([[1, 1]]), 5, 'above', 6);
  expect(hits).toMatchObject({ isPast: true, probability: 1, p10: 0, p50: 0, p90: 0, byStep: [1, 1] });
});

it('has no quantile where fewer courses hit', () => {
  const courses = Array.from({ length: 100 }, (_, i) => [0, i < 30 ? 10 : 0]);
  const hits = hitTimes(exampleForecast(courses), 5, 'above', 0);
  expect(hits.probability).toBeCloseTo(0.3);
  expect(hits.p10).toBeCloseTo(1.5 * HOUR_MS);
  expect([hits.p50, hits.p90]).toEqual([null, null]);
});

it('follows a limit that moves', () => {
  const forecast = exampleForecast([[5, 5, 5, 5]]);
  const hits = hitTimes(forecast, Float64Array.of(9, 7, 5, 3), 'above', 5);
  expect(hits.byStep).toEqual([0, 0, 1, 1]);
  expect(hits.limit).toBe(9);
});

it('tells the probability by a date, and none beyond the horizon', () => {
  const forecast = exampleForecast([
    [0, 9],
    [0, 0],
  ]);
  const hits = hitTimes(forecast, 5, 'above', 0);
  expect(probabilityBy(hits, forecast, 2 * HOUR_MS)).toBe(0.5);
  expect(probabilityBy(hits, forecast, 1.5 * HOUR_MS)).toBe(0.25);
  expect(probabilityBy(hits, forecast, 0)).toBe(0);
  expect(probabilityBy(hits, forecast, 3 * HOUR_MS)).toBeNull();
});

const courses = fc.integer({ min: 1, max: 12 }).chain((horizon) =>
  fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: horizon, maxLength: horizon }), {
    minLength: 1,
    maxLength: 30,
  })
);

it('is more probable with every step, and for a nearer limit; its quantiles are in order', () => {
  fc.assert(
    fc.property(courses, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (all, limit) => {
      const forecast = exampleForecast(all);
      const hits = hitTimes(forecast, limit, 'above', -2e6);
      hits.byStep.reduce((before, now) => {
        expect(now).toBeGreaterThanOrEqual(before);
        return now;
      }, 0);
      expect(hits.probability).toBe(hits.byStep.at(-1));
      expect(hitTimes(forecast, limit - 1, 'above', -2e6).probability).toBeGreaterThanOrEqual(hits.probability);
      expect(hits.p10 ?? Infinity).toBeLessThanOrEqual(hits.p50 ?? Infinity);
      expect(hits.p50 ?? Infinity).toBeLessThanOrEqual(hits.p90 ?? Infinity);
    })
  );
});

it('sees a mirrored series hit from below as the series from above', () => {
  fc.assert(
    fc.property(courses, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (all, limit) => {
      const above = hitTimes(exampleForecast(all), limit, 'above');
      const below = hitTimes(exampleForecast(all.map((course) => course.map((value) => -value))), -limit, 'below');
      expect(below.byStep).toEqual(above.byStep);
      expect(below.p50).toEqual(above.p50);
    })
  );
});
