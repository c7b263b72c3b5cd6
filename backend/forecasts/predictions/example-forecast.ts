import type { Forecast } from '../forecast.ts';

const HOUR_MS = 3_600_000;

/** A forecast by the hour with given courses, each as long as the horizon, and their mean; for tests. */
export function exampleForecast(courses: readonly (readonly number[])[], more: Partial<Forecast> = {}): Forecast {
  const horizon = courses[0].length;
  const mean = Float64Array.from(
    { length: horizon },
    (_, step) => courses.reduce((sum, course) => sum + course[step], 0) / courses.length
  );
  return {
    labels: { instance: 'a' },
    origin: 0,
    step: HOUR_MS,
    times: Float64Array.from({ length: horizon }, (_, step) => (step + 1) * HOUR_MS),
    mean,
    intervals: [{ level: 0.95, lower: mean.map((value) => value - 1), upper: mean.map((value) => value + 1) }],
    paths: { count: courses.length, values: Float32Array.from(courses.flat()) },
    components: [],
    members: [],
    forecaster: 'auto',
    periods: [],
    trained: { from: 0, to: 0, points: 0 },
    accuracy: {
      origins: courses.length,
      mase: 0.5,
      naiveMase: 1,
      isWorseThanNaive: false,
      mae: 1,
      coverage: [],
      byLead: [],
    },
    fitted: { times: new Float64Array(), values: new Float64Array() },
    notes: [],
    ...more,
  };
}
