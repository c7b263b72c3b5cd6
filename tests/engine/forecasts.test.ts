import { answerForecast } from '../../backend/answers/answer-forecast.ts';
import { forecastRecords, predictionRecords } from '../../backend/answers/forecast-records.ts';
import { PREDICTIONS } from '../../contract/forecast.ts';
import type { ForecastFrameMeta } from '../../contract/forecast.ts';
import type { Frame } from '../../backend/frames/frame.ts';
import { forecastReply, predictionReply } from '../../backend/forecasts/forecast-record.ts';
import { onePool } from './evaluation-set-up.ts';
import { forecastContext } from './forecast-set-up.ts';
import { DAY, MINUTE, MONDAY, daily, noise, only } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

const HOUR = 60 * MINUTE;
const NOW = MONDAY + 21 * DAY + 20 * MINUTE;
const ORIGIN = MONDAY + 21 * DAY;
const pool = onePool();

/** Rises by two a day with a daily rhythm: 100 comes four days after `ORIGIN`. */
const filling = {
  labels: { __name__: 'disk', service: 'db' },
  at: (ms: number) => 92 + (2 * (ms - ORIGIN)) / DAY + Math.sin((2 * Math.PI * ms) / DAY) + noise(ms, 3),
};

const query = (more: object = {}, forecast: object = {}) => ({
  expr: 'disk',
  step: '1h',
  output: 'forecast',
  ...more,
  forecast: { forecaster: 'mstl', horizon: '6d', ...forecast },
});

const ask = async (
  model: object,
  context = forecastContext(pool, new MemorySource([filling]), NOW),
  from = NOW - DAY
) => (await answerForecast({ refId: 'A', model, from, to: NOW }, context)) satisfies { frames: readonly Frame[] };

const columnOf = (frame: Frame, name: string): number[] =>
  Array.from(frame.fields.find((field) => field.name === name)?.values ?? [], Number);
const labelsOf = (field: Frame['fields'][number]) => ('labels' in field ? field.labels : undefined);
const metaOf = (frame: Frame) => (frame.meta.custom as ForecastFrameMeta).nightjarForecast;

describe('the output forecast', () => {
  it('has the past of the range, and mean and bounds beyond the origin', async () => {
    const { frames, error } = await ask(query({}, { levels: [50], limit: { value: 100 } }));
    expect(error).toBeUndefined();
    const [frame] = frames;
    expect(frame.fields.map(({ name }) => name)).toEqual([
      'time',
      'value',
      'mean',
      'lower_50',
      'upper_50',
      'lower',
      'upper',
      'fitted',
      'limit',
    ]);
    const times = columnOf(frame, 'time');
    expect([times[0], times.at(-1)]).toEqual([ORIGIN - DAY, ORIGIN + 6 * DAY]);
    expect(times.every((time, i) => i === 0 || time - times[i - 1] === HOUR)).toBe(true);
    const future = times.findIndex((time) => time > ORIGIN);
    const [value, mean, lower, upper] = ['value', 'mean', 'lower', 'upper'].map((name) => columnOf(frame, name));
    expect(value.slice(0, future).some(Number.isNaN) || !value.slice(future).every(Number.isNaN)).toBe(false);
    expect(mean.slice(0, future).every(Number.isNaN)).toBe(true);
    for (let i = future; i < times.length; i++) {
      expect(lower[i]).toBeLessThanOrEqual(mean[i]);
      expect(mean[i]).toBeLessThanOrEqual(upper[i]);
    }
    expect(metaOf(frame)).toMatchObject({ origin: ORIGIN, step: HOUR, horizon: 6 * DAY, level: 95, isEarlier: false });
    expect(metaOf(frame).hits?.p50).toBeGreaterThan(2 * DAY);
  });

  it('shows what was forecast before, each as it was then', async () => {
    const earlier = { earlier: 2, horizon: '2d' };
    const { frames } = await ask(query({}, earlier));
    expect(frames.map((frame) => [metaOf(frame).isEarlier, metaOf(frame).origin])).toEqual([
      [false, ORIGIN],
      ...[1, 2].map((back) => [true, Math.floor((ORIGIN - 2 * DAY) / (2 * DAY)) * 2 * DAY - (back - 1) * 2 * DAY]),
    ]);
    const then = metaOf(frames[1]).origin;
    const context = forecastContext(pool, new MemorySource([only(filling, (ms) => ms <= then)]), then + MINUTE);
    const { frames: live } = await ask(query({}, { horizon: '2d' }), context, then - DAY);
    const mean = columnOf(live[0], 'mean').filter((value) => !Number.isNaN(value));
    expect(columnOf(frames[1], 'mean')).toEqual(mean);
  });

  it('fetches and forecasts an origin once, whatever range shows it', async () => {
    const source = new MemorySource([filling]);
    const context = forecastContext(pool, source, NOW);
    await ask(query(), context);
    const asked = source.requests.length;
    const { frames } = await ask(query(), context, NOW - 2 * DAY);
    expect(source.requests).toHaveLength(asked);
    expect(columnOf(frames[0], 'time')[0]).toBe(ORIGIN - 2 * DAY);
    await ask(query(), context, NOW - 20 * DAY);
    expect(source.requests.length).toBeGreaterThan(asked);
  });

  it('who hangs up leaves nothing behind: the next one gets all series', async () => {
    const source = new MemorySource([filling, daily('cart'), daily('shop', 2)]);
    const context = forecastContext(pool, source, NOW);
    const gone = new AbortController();
    const range = source.queryRange.bind(source);
    source.queryRange = async (request) => {
      const reply = await range(request);
      gone.abort();
      return reply;
    };
    const first = await ask(query({}, { horizon: '1d' }), { ...context, signal: gone.signal });
    expect(first.error?.code).toBe('cancelled');
    const { frames } = await ask(query({}, { horizon: '1d' }), context);
    expect(frames).toHaveLength(3);
  });

  it('leaves out what has ended, and says so; a series whose last values are missing goes on from its last one', async () => {
    const ended = only(daily('gone'), (ms) => ms < ORIGIN - 8 * DAY);
    const late = only(daily('late'), (ms) => ms <= ORIGIN - 2 * HOUR);
    const { frames } = await ask(query(), forecastContext(pool, new MemorySource([ended, late, filling]), NOW));
    expect(frames.map(({ fields }) => labelsOf(fields[1])?.service)).toEqual(['db', 'late']);
    expect(frames[0].meta.notices?.map(({ text }) => text)).toEqual([
      expect.stringContaining('1 of 3 series have ended'),
    ]);
    const times = columnOf(frames[1], 'time');
    expect(times.every((time, i) => i === 0 || time > times[i - 1])).toBe(true);
    expect(columnOf(frames[1], 'mean').findIndex((value) => !Number.isNaN(value))).toBe(times.indexOf(ORIGIN - HOUR));
  });
});

describe('numbers that alert rules take', () => {
  const limit = { value: 100, side: 'above' };

  it('are seconds to the limit by quantile, in frames of one number each', async () => {
    const { frames } = await ask(query({ output: 'time-to-threshold' }, { limit }));
    expect(frames.map(({ meta, fields }) => [meta.type, fields.length, labelsOf(fields[0])])).toEqual(
      ['0.1', '0.5', '0.9'].map((quantile) => ['numeric-multi', 1, { ...filling.labels, quantile }])
    );
    const [p10, p50, p90] = frames.map((frame) => columnOf(frame, 'seconds')[0]);
    expect(p10 <= p50 && p50 <= p90).toBe(true);
    expect(p50 / 86_400).toBeGreaterThan(2.5);
    expect(p50 / 86_400).toBeLessThan(5);
  });

  it('are infinite where the limit is not hit, so that no rule fires', async () => {
    const { frames } = await ask(query({ output: 'time-to-threshold' }, { limit: { value: 1e6, side: 'above' } }));
    expect(frames.map((frame) => columnOf(frame, 'seconds')[0])).toEqual([Infinity, Infinity, Infinity]);
    const { frames: probable } = await ask(query({ output: 'probability' }, { limit: { value: 1e6, side: 'above' } }));
    expect(columnOf(probable[0], 'probability')).toEqual([0]);
  });

  it('take a limit from another query, by labels; a series without one gives a notice and no number', async () => {
    const source = new MemorySource([filling, daily('cart')]);
    const limits = [
      { labels: { service: 'db' }, at: () => 96 },
      { labels: { service: 'other' }, at: () => 1 },
    ];
    const range = source.queryRange.bind(source);
    source.queryRange = (request) => {
      source.series = request.expr === 'size' ? limits : [filling, daily('cart')];
      return range(request);
    };
    const model = query({ output: 'probability' }, { limit: { expr: 'size' } });
    const { frames } = await ask(model, forecastContext(pool, source, NOW));
    expect(frames).toHaveLength(1);
    expect(metaOf(frames[0]).hits?.limit).toBe(96);
    expect(columnOf(frames[0], 'probability')[0]).toBeGreaterThan(0.8);
    expect(frames[0].meta.notices?.map(({ text }) => text)).toEqual([
      expect.stringContaining('1 of 2 series have no limit'),
    ]);
  });

  it('need a limit, and a query that is right', async () => {
    const errors = await Promise.all(
      [
        query({ output: 'probability' }),
        query({}, { horizon: 'soon' }),
        query({ expr: ' ' }),
        query({}, { level: 100 }),
      ].map(async (model) => (await ask(model)).error)
    );
    expect(errors.map((error) => error?.code)).toEqual(Array(4).fill('bad-query'));
    expect(errors.map((error) => error?.message)).toEqual([
      expect.stringContaining('no limit'),
      expect.stringContaining('horizon'),
      expect.stringContaining('empty'),
      expect.stringContaining('level'),
    ]);
  });
});

it('accuracy is a table of all series, and one of each by how far ahead', async () => {
  const { frames } = await ask(query({ output: 'accuracy' }));
  expect(frames.map(({ name }) => name)).toEqual(['accuracy', expect.stringContaining('disk')]);
  expect(columnOf(frames[0], 'mase')[0]).toBeGreaterThan(0);
  const share = metaOf(frames[0]).accuracy?.coverage.find(({ level }) => level === 0.95)?.share;
  expect(columnOf(frames[0], 'coverage')).toEqual([share]);
  const leads = columnOf(frames[1], 'lead');
  expect(leads.length).toBeGreaterThan(1);
  expect(leads.every((lead, i) => lead > 0 && (i === 0 || lead > leads[i - 1]))).toBe(true);
});

describe('records', () => {
  const at = NOW;

  it('of forecasts pass their schema as JSON', async () => {
    const context = forecastContext(pool, new MemorySource([filling, daily('cart')]), NOW);
    const reply = await forecastRecords(query({}, { limit: { value: 100 }, earlier: 1, horizon: '1d' }), at, context);
    const read = forecastReply.parse(JSON.parse(JSON.stringify(reply)));
    expect(read.forecasts).toHaveLength(2);
    expect(read.forecasts[0]).toMatchObject({ origin: ORIGIN, horizon: DAY, earlier: [{ step: HOUR }] });
    expect(read.forecasts[0].history.times.at(-1)).toBe(ORIGIN);
    expect(read.forecasts[0].times).toHaveLength(24);
  });

  it.each(PREDICTIONS)('of the prediction %s have value, interval, level, horizon and model', async (kind) => {
    const context = forecastContext(pool, new MemorySource([filling]), NOW);
    const model = { ...query({ detector: 'zscore' }, { limit: { value: 96 } }), trainingWindow: '7d' };
    const { predictions } = predictionReply.parse(await predictionRecords(kind, model, at, context));
    expect(predictions).toHaveLength(1);
    const [{ value, lower, upper, why, ...rest }] = predictions;
    expect(rest).toMatchObject({ kind, level: 95, horizon: 6 * DAY, origin: ORIGIN, labels: filling.labels });
    expect(rest.summary.length).toBeGreaterThan(10);
    if (value === null) {
      expect(why?.length).toBeGreaterThan(10);
    } else {
      expect(lower ?? -Infinity).toBeLessThanOrEqual(value);
      expect(upper ?? Infinity).toBeGreaterThanOrEqual(value);
    }
  });
});
