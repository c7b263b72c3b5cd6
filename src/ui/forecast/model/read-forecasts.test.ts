import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import type { ForecastFrameMeta } from '../../../../contract/forecast.ts';
import { readForecasts } from './read-forecasts.ts';
import type { ShownForecast } from './shown-forecast.ts';

const labels = { device: 'sda' };
const meta = (part: Partial<ForecastFrameMeta['nightjarForecast']> = {}) => ({
  custom: {
    nightjarForecast: {
      version: 1,
      output: 'forecast',
      expr: 'disk',
      step: 10,
      origin: 20,
      horizon: 20,
      level: 95,
      forecaster: 'auto',
      members: [],
      periods: [],
      accuracy: null,
      hits: null,
      components: [],
      isEarlier: false,
      notes: [],
      ...part,
    } satisfies ForecastFrameMeta['nightjarForecast'],
  },
});

function frame(
  columns: Record<string, Array<number | null>>,
  part = {},
  of: Record<string, string> = labels
): DataFrame {
  const { time, ...numbers } = columns;
  return createDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: time },
      ...Object.entries(numbers).map(([name, values]) => ({ name, type: FieldType.number, values, labels: of })),
    ],
    meta: meta(part),
  });
}

function read(frames: DataFrame[]): readonly ShownForecast[] {
  const reading = readForecasts(frames, createTheme(), 'utc');
  if (!reading.ok) {
    throw new Error(`unreadable: ${reading.why.kind}`);
  }
  return reading.forecasts;
}

const WHOLE = frame({
  time: [0, 10, 20, 30, 40],
  value: [1, null, 3, null, null],
  fitted: [null, 2, 3, null, null],
  mean: [null, null, null, 4, 5],
  lower: [null, null, null, 3, 3],
  upper: [null, null, null, 5, 7],
  lower_80: [null, null, null, 3.5, 4],
  upper_80: [null, null, null, 4.5, 6],
  limit: [6, 6, 6, 6, 6],
});

it('parts a frame into what was and what is expected, and keeps gaps of the past alone', () => {
  const [one] = read([WHOLE]);
  expect(one.history).toEqual({ times: [0, 10, 20], values: [1, null, 3] });
  expect(one.mean).toEqual({ times: [30, 40], values: [4, 5] });
  expect(one.fitted).toEqual({ times: [10, 20], values: [2, 3] });
  expect(one.intervals.map(({ level, upper }) => [level, upper])).toEqual([
    [95, [5, 7]],
    [80, [4.5, 6]],
  ]);
  expect(one.limit?.line.values[0]).toBe(6);
});

it('joins frames of one series and finds its earlier forecasts, newest first', () => {
  const past = frame({ time: [0, 10, 20], value: [1, 2, 3] });
  const next = frame({ time: [30, 40], mean: [4, 5] });
  const ghost = (origin: number) =>
    frame({ time: [origin + 10], mean: [origin] }, { isEarlier: true, origin }, { ...labels, origin: String(origin) });
  const other = frame({ time: [30], mean: [9] }, {}, { device: 'sdb' });
  const forecasts = read([past, next, ghost(0), ghost(10), other]);
  expect(forecasts.map(({ mean }) => mean.values)).toEqual([[4, 5], [9]]);
  expect(forecasts[0].history.values).toEqual([1, 2, 3]);
  expect(forecasts[0].earlier.map(({ origin }) => origin)).toEqual([10, 0]);
  expect(forecasts[1].earlier).toEqual([]);
});

it('keeps values that came after the origin: the forecast is judged by them', () => {
  const [one] = read([frame({ time: [10, 20, 30], value: [1, 2, 3], mean: [null, null, 4] })]);
  expect(one.history.values).toEqual([1, 2, 3]);
});

it('draws the limit of the hit times where there is no column of it', () => {
  const hits = { limit: 8, side: 'below', isPast: false, probability: 0, p10: null, p50: null, p90: null, byStep: [] };
  const [one] = read([frame({ time: [30, 40], mean: [4, 5] }, { hits })]);
  expect(one.limit).toEqual({ line: { times: [30, 40], values: [8, 8] }, side: 'below' });
});

it('says what is missing', () => {
  const why = (frames: DataFrame[]) => readForecasts(frames, createTheme(), 'utc');
  expect(why([])).toEqual({ ok: false, why: { kind: 'no-data' } });
  expect(why([frame({ time: [1], value: [1] })])).toEqual({
    ok: false,
    why: { kind: 'no-forecast', fields: ['time', 'value'] },
  });
  expect(why([frame({ time: [1], probability: [1] }, { output: 'probability' })])).toEqual({
    ok: false,
    why: { kind: 'numbers' },
  });
});
