import fc from 'fast-check';
import type { Series } from '../../series/series.ts';
import { exampleSeries } from '../example-series.ts';
import { ColumnCache } from './column-cache.ts';
import { featureColumns, lookbackOf } from './columns.ts';
import { SIGNATURES, parseFeatures, usageOf } from './expression.ts';
import { fitPipeline, pipelineLookback, pipelineQuality, transform } from './pipeline.ts';

const STEP = 60_000;
/** Thursday, 2026-01-01 22:00 UTC. */
const START = Date.UTC(2026, 0, 1, 22);

function seriesOf(values: readonly number[]): Series {
  return {
    labels: {},
    times: Float64Array.from(values, (_, i) => START + i * STEP),
    values: Float64Array.from(values),
  };
}

function column(text: string, values: readonly number[]): number[] {
  return [...featureColumns(parseFeatures(text)[0], seriesOf(values), STEP)[0].values];
}

const NONE = Number.NaN;

describe('features', () => {
  it.each([
    ['value', [1, Number.POSITIVE_INFINITY, 3], [1, NONE, 3]],
    ['lag(value, 2)', [1, 2, 3, 4], [NONE, NONE, 1, 2]],
    ['lag(value, 2m)', [1, 2, 3, 4], [NONE, NONE, 1, 2]],
    ['difference(value, 1)', [1, 4, 9], [NONE, 3, 5]],
    ['rate', [0, 0, 0], null],
    ['rate(value)', [0, 60, 90, 30], [NONE, 1, 0.5, 0.5]],
    ['mean(value, 2)', [1, 3, NONE, 7], [NONE, 2, 3, 7]],
    ['std(value, 2)', [1, 3, 3], [NONE, 1, 0]],
    ['median(value, 3)', [5, 1, 3, 9], [NONE, NONE, 3, 3]],
    ['min(value, 2)', [5, 1, 3], [NONE, 1, 1]],
    ['max(value, 2)', [5, 1, 3], [NONE, 5, 3]],
    ['log(value)', [0, Math.E - 1, 1 - Math.E], [0, 1, -1]],
    ['sqrt(value)', [9, -4], [3, -2]],
    ['difference(mean(value, 2), 1)', [1, 3, 5], [NONE, NONE, 2]],
    ['hour', [0, 0], [22, 22 + 1 / 60]],
    ['weekday', [0], [4]],
  ])('%s', (text, values, expected) => {
    if (expected === null) {
      expect(() => column(text, values)).toThrow(/must be written rate\(FEATURE\)/);
      return;
    }
    column(text, values).forEach((value, i) => expect([i, value]).toEqual([i, closeTo(expected[i])]));
  });

  function closeTo(value: number): unknown {
    return Number.isNaN(value) ? Number.NaN : expect.closeTo(value, 10);
  }

  it('tells weekends by UTC', () => {
    const times = [1, 2, 3, 4, 5].map((day) => Date.UTC(2026, 0, day, 12));
    const week = { labels: {}, times: Float64Array.from(times), values: new Float64Array(5) };
    expect([...featureColumns(parseFeatures('weekend')[0], week, STEP)[0].values]).toEqual([0, 0, 1, 1, 0]);
  });

  it('makes waves of a period, up to an order', () => {
    const made = featureColumns(parseFeatures('fourier(4, 2)')[0], seriesOf([0, 0, 0, 0, 0]), STEP);
    expect(made.map(({ name }) => name)).toEqual(
      [1, 2].flatMap((k) => [`fourier(4, 2) sin ${k}`, `fourier(4, 2) cos ${k}`])
    );
    expect(made[0].values[4]).toBeCloseTo(made[0].values[0], 10);
    expect(Math.hypot(made[0].values[1], made[1].values[1])).toBeCloseTo(1, 12);
  });

  const texts = [
    'value',
    'lag(value, 3)',
    'difference(log(value), 2)',
    'rate(value)',
    'mean(value, 5)',
    'std(sqrt(value), 4)',
    'median(value, 5)',
    'min(mean(value, 2), 3)',
    'max(value, 3)',
    'hour',
    'fourier(1d, 2)',
  ];

  it('are the same to the last bit wherever the series begins, and whatever comes after', () => {
    const value = fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
      fc.constant(NONE)
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 8, maxLength: 40 }), fc.nat(20), fc.nat(10), (values, from, cut) => {
        const whole = seriesOf(values);
        const [start, end] = [Math.min(from, values.length), Math.max(from, values.length - cut)];
        const part = { ...whole, times: whole.times.slice(start, end), values: whole.values.slice(start, end) };
        for (const feature of texts.flatMap(parseFeatures)) {
          const back = lookbackOf(feature, STEP);
          const made = featureColumns(feature, part, STEP);
          featureColumns(feature, whole, STEP).forEach(({ values: all }, c) => {
            const theirs = all.slice(start + back, end);
            expect(made[c].values.slice(back)).toEqual(theirs);
          });
        }
      })
    );
  });
});

describe('parseFeatures', () => {
  it('gives back what it reads, without superfluous spaces', () => {
    const read = parseFeatures(' value ,mean( log(value) ,12 ), fourier(1d,3)');
    expect(read.map(({ text }) => text)).toEqual(['value', 'mean(log(value), 12)', 'fourier(1d, 3)']);
    expect(parseFeatures(read.map(({ text }) => text).join(', '))).toEqual(read);
  });

  it.each([
    ['', /no list of 1 to 64/],
    ['speed', /is not known/],
    ['lag(value)', /must be written lag\(FEATURE, POINTS or DURATION\)/],
    ['lag(value, 0)', /'0' where 1 to 10080 points/],
    ['lag(value, -1)', /'-1' where/],
    ['mean(value, 2', /is not known/],
    ['value, value', /is there twice/],
    ['mean(fourier(1d, 2), 3)', /several columns/],
    ['fourier(1d, 99)', /1 to 20/],
    [`${'log('.repeat(9)}value${')'.repeat(9)}`, /nested too deeply/],
  ])('refuses %j and says why', (text, problem) => {
    expect(() => parseFeatures(text)).toThrow(problem);
  });

  it('never fails otherwise than by saying so', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9(), ]*$/), (text) => {
        try {
          expect(parseFeatures(text).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-settings' });
        }
      })
    );
  });

  it('knows how every feature is written', () => {
    expect(Object.keys(SIGNATURES).map(usageOf)).toContain('mean(FEATURE, POINTS or DURATION)');
  });
});

describe('a pipeline', () => {
  const series = exampleSeries('m', 7, 300_000, 1);
  const text = 'value, difference(value, 1), std(value, 1h), fourier(1d, 2)';
  const half = series.times.length / 2;
  const part = (from: number, to: number): Series => ({
    ...series,
    times: series.times.slice(from, to),
    values: series.values.slice(from, to),
  });

  it.each([
    ['standard', 0, 1],
    ['robust', 0, 1],
    ['minmax', 0.5, 0.3],
  ] as const)('scales by training data alone: %s', (scaling, center, spread) => {
    const fitted = fitPipeline(text, scaling, part(0, half), 300_000);
    const { rows, names, count } = transform(fitted, part(0, half));
    const values = Array.from({ length: count }, (_, i) => rows[i * names.length]);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
    expect(Math.abs(mean - center)).toBeLessThan(0.3);
    expect(deviation / spread).toBeGreaterThan(0.5);
    expect(deviation / spread).toBeLessThan(2);
    const later = part(half, series.times.length);
    later.values.fill(1e9, 100);
    expect(fitPipeline(text, scaling, part(0, half), 300_000)).toEqual(fitted);
    expect(transform(fitted, later).rows.every(Number.isFinite)).toBe(true);
  });

  it('needs the points its features look back over', () => {
    expect(pipelineLookback(text, 300_000)).toBe(11);
    const { instants } = transform(fitPipeline(text, 'none', series, 300_000), series);
    expect(instants[0]).toBe(11);
    expect(() => fitPipeline('lag(value, 52w)', 'none', series, STEP)).toThrow(/longer step/);
  });

  it('tells missing, constant and drifting columns', () => {
    const fitted = fitPipeline('value, weekend', 'robust', part(0, 4 * 288), 300_000);
    const [same] = pipelineQuality(fitted, part(288, 4 * 288));
    expect(same).toMatchObject({ missing: 0, constant: false });
    expect(same.drift).toBeLessThan(0.1);
    const moved = part(288, 4 * 288);
    moved.values.forEach((value, i) => (moved.values[i] = i % 4 === 0 ? NONE : value + 80));
    const [now] = pipelineQuality(fitted, moved);
    expect(now.missing).toBeCloseTo(0.25, 6);
    expect(now.drift).toBeGreaterThan(0.25);
    const flat = fitPipeline('value', 'standard', seriesOf([5, 5, 5]), STEP);
    expect(pipelineQuality(flat, seriesOf([5, 5, 5]))[0]).toMatchObject({ constant: true, drift: NONE });
  });
});

describe('the cache', () => {
  it('computes a column once, by content, and stays within its size', () => {
    const cache = new ColumnCache(100);
    const [feature] = parseFeatures('mean(value, 2)');
    const first = cache.of([feature], seriesOf([1, 2, 3, 4]), STEP);
    expect(cache.of([feature], seriesOf([1, 2, 3, 4]), STEP)[0]).toBe(first[0]);
    expect(cache.of([feature], seriesOf([1, 2, 3, 5]), STEP)[0]).not.toBe(first[0]);
    for (let i = 0; i < 20; i++) {
      cache.of([feature], seriesOf([i, 2, 3, 4]), STEP);
    }
    expect(cache.bytes).toBeLessThanOrEqual(100);
    expect(cache.of([feature], seriesOf([1, 2, 3, 4]), STEP)[0]).not.toBe(first[0]);
  });
});
