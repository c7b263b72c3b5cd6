import { PREDICTIONS } from '../../../contract/forecast.ts';
import { seededRandom } from '../../features/random.ts';
import { exampleForecast } from './example-forecast.ts';
import { PREDICTORS } from './index.ts';
import { predict } from './predict.ts';
import type { PredictionInput } from './prediction-input.ts';

const HOUR_MS = 3_600_000;

function inputOf(more: Partial<PredictionInput> = {}): PredictionInput {
  const courses = Array.from({ length: 200 }, (_, course) => [10 + course / 100, 12 + course / 100, 11 + course / 100]);
  const random = seededRandom(1);
  const times = Float64Array.from({ length: 400 }, (_, i) => (i - 399) * HOUR_MS);
  return {
    forecast: exampleForecast(courses),
    history: { times, values: times.map((_, i) => i / 40 + random()) },
    level: 95,
    unit: 'percent',
    limit: { value: 12.9, side: 'above' },
    scores: { times, values: times.map(random), threshold: 0.9, detector: 'seasonal' },
    ...more,
  };
}

it('has a predictor for every prediction, in their order', () => {
  expect(PREDICTORS.map(({ kind }) => kind)).toEqual(PREDICTIONS);
});

it.each(PREDICTIONS)('%s has a value within its bounds, and says it', (kind) => {
  const { value, lower, upper, summary, ...rest } = predict(kind, inputOf());
  expect(rest).toMatchObject({ kind, labels: { instance: 'a' }, level: 95, horizon: 3 * HOUR_MS, origin: 0 });
  expect(value).toBeGreaterThanOrEqual(lower ?? Infinity);
  expect(value).toBeLessThanOrEqual(upper ?? Infinity);
  expect(summary).toMatch(/^[A-Z].*\.$/);
});

it('takes the end of the horizon for the performance forecast, the peak for the usage', () => {
  expect(predict('performance_forecast', inputOf()).value).toBeCloseTo(11.995);
  expect(predict('resource_usage', inputOf()).value).toBeCloseTo(12.995, 2);
  expect(predict('resource_usage', inputOf()).summary).toContain('101 % of the limit');
});

it('reads bounds from the courses where the forecast has no interval of the level', () => {
  const { lower, upper } = predict('performance_forecast', inputOf({ level: 50 }));
  expect(lower).toBeCloseTo(11.5, 1);
  expect(upper).toBeCloseTo(12.5, 1);
});

it('gives the probability of a broken limit and the median time to it', () => {
  const error = predict('error_probability', inputOf());
  expect(error.value).toBeCloseTo(0.55, 1);
  expect(error.hits?.probability).toBe(error.value);
  const capacity = predict('capacity_planning', inputOf({ limit: { value: 11.5, side: 'above' } }));
  expect(capacity.unit).toBe('s');
  expect(capacity.value).toBeGreaterThan(3600);
  expect(capacity.value).toBeLessThan(7200);
});

it('says why there is no median time, and keeps the probability', () => {
  const { value, why, hits } = predict('capacity_planning', inputOf({ limit: { value: 13.5, side: 'above' } }));
  expect(value).toBeNull();
  expect(why).toContain('Fewer than half');
  expect(hits?.probability).toBeCloseTo(0.25, 1);
});

it.each(['error_probability', 'capacity_planning'] as const)('%s says that there is no limit', (kind) => {
  expect(predict(kind, inputOf({ limit: null }))).toMatchObject({ value: null, why: expect.stringContaining('limit') });
});

it.each(['error_probability', 'capacity_planning'] as const)('%s says that it is past the limit', (kind) => {
  const prediction = predict(kind, inputOf({ limit: { value: 5, side: 'above' } }));
  expect(prediction.summary).toContain('already');
  expect(prediction.hits?.isPast).toBe(true);
});

it('says that there are no scores, or too few', () => {
  expect(predict('anomaly_risk', inputOf({ scores: null })).why).toContain('detector');
  const times = Float64Array.from({ length: 20 }, (_, i) => i * HOUR_MS);
  const scores = { times, values: times.map(() => 0.1), threshold: 0.7, detector: 'seasonal' };
  expect(predict('anomaly_risk', inputOf({ scores })).why).toContain('10 horizons');
});

it('sees the trend through a season and gaps, and gives it by the week', () => {
  const times = Float64Array.from({ length: 24 * 28 }, (_, i) => i * HOUR_MS);
  const random = seededRandom(3);
  const values = times.map((_, i) =>
    i % 17 === 0 ? Number.NaN : (7 * i) / 168 + 20 * Math.sin((2 * Math.PI * i) / 24) + random()
  );
  const forecast = exampleForecast([[1]], { periods: [24 * HOUR_MS] });
  const rising = predict('performance_trend', inputOf({ forecast, history: { times, values } }));
  expect(rising.trend).toMatchObject({ isSignificant: true });
  expect(rising.value).toBeCloseTo(7, 1);
  expect(rising.summary).toContain('rises');
  const still = predict('performance_trend', inputOf({ forecast, history: { times, values: times.map(random) } }));
  expect(still.summary).toContain('No trend');
});

it('says that a trend needs more values', () => {
  const history = { times: Float64Array.of(0, HOUR_MS), values: Float64Array.of(1, 2) };
  expect(predict('performance_trend', inputOf({ history })).why).toContain('24 values');
});
