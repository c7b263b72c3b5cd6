import type { HitTimes } from '../../../../contract/forecast.ts';
import { constant } from '../model/read-forecasts.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { hitShares } from './draw-limit.ts';
import { forecastOfSeries, plotDataOf, valueAt } from './forecast-data.ts';
import { DEFAULT_PLOT_OPTIONS } from './forecast-plot-options.ts';
import { forecastRange } from './forecast-range.ts';

const HITS: HitTimes = {
  limit: 50,
  side: 'above',
  isPast: false,
  probability: 0,
  p10: null,
  p50: null,
  p90: null,
  byStep: [],
};

const forecast = (part: Partial<ShownForecast> = {}): ShownForecast => ({
  name: 'a',
  labels: {},
  color: 'red',
  visible: true,
  scaleKey: 'y',
  format: String,
  unit: undefined,
  history: { times: [0, 10, 20], values: [10, 12, 11] },
  fitted: { times: [], values: [] },
  mean: { times: [30, 40], values: [12, 13] },
  intervals: [{ level: 95, lower: [10, 9], upper: [14, 17] }],
  earlier: [],
  limit: null,
  hits: null,
  origin: 20,
  facts: null,
  place: null,
  ...part,
});

const rangeOf = (one: ShownForecast) => forecastRange([one], 'y', DEFAULT_PLOT_OPTIONS, () => true) ?? [NaN, NaN];

describe('the value axis', () => {
  it('holds lines and fan, and never goes below 0 for what is not', () => {
    const [low, high] = rangeOf(forecast());
    expect(low).toBeLessThan(9);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeGreaterThan(17);
  });

  it('leaves a far limit out that nothing comes near, and takes in one that may be hit', () => {
    const limit = { line: constant([30, 40], 500), side: 'above' } as const;
    expect(rangeOf(forecast({ limit, hits: { ...HITS, limit: 500 } }))[1]).toBeLessThan(100);
    expect(rangeOf(forecast({ limit, hits: { ...HITS, limit: 500, probability: 0.1 } }))[1]).toBeGreaterThan(500);
  });

  it('is not blown up by an endless fan', () => {
    const [low, high] = rangeOf(forecast({ intervals: [{ level: 99, lower: [-1e9, -1e9], upper: [1e9, 1e9] }] }));
    expect(high - low).toBeLessThan(40);
  });

  it('is none without values', () => {
    const empty = { times: [], values: [] };
    expect(
      forecastRange([forecast({ history: empty, mean: empty })], 'y', DEFAULT_PLOT_OPTIONS, () => true)
    ).toBeNull();
  });
});

describe('columns of the chart', () => {
  it('puts all series on one time axis, telling gaps from times of others', () => {
    const other = forecast({ history: { times: [5, 10], values: [1, NaN] }, mean: { times: [30], values: [2] } });
    const { aligned } = plotDataOf([forecast(), other]);
    expect(aligned[0]).toEqual([0, 5, 10, 20, 30, 40]);
    expect(aligned[1]).toEqual([10, undefined, 12, 11, null, null]);
    expect(aligned[3]).toEqual([null, 1, null, null, null, null]);
    expect([1, 2, 3, 4].map(forecastOfSeries)).toEqual([0, 0, 1, 1]);
  });

  it('finds the value at a time, within reach', () => {
    const line = { times: [0, 10, 20], values: [1, null, 3] };
    expect([valueAt(line, 20, 0), valueAt(line, 25, 4), valueAt(line, 25, 5), valueAt(line, 10, 0)]).toEqual([
      3,
      null,
      3,
      null,
    ]);
    expect(valueAt(line, -1, 100)).toBeNull();
  });
});

describe('hit times as bars', () => {
  it('add up to the probability', () => {
    const byStep = [0, 0.1, 0.1, 0.4, 0.7];
    for (const count of [1, 2, 5, 50]) {
      expect(hitShares(byStep, count).reduce((a, b) => a + b, 0)).toBeCloseTo(0.7);
    }
    expect(hitShares(byStep, 5)[3]).toBeCloseTo(0.3);
    expect(hitShares([], 5)).toEqual([]);
  });
});
