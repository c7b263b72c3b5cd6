import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { z } from 'zod';
import { SEVERITY_THRESHOLDS } from '../../contract/severity.ts';
import { seededRandom } from '../features/random.ts';
import type { Series } from '../series/series.ts';
import type { Detector, FittedModel, GroupScores, Plain, Scored, SeriesGroup } from './detector.ts';
import { DETECTORS } from './index.ts';

// Detectors that try others, or train, take seconds where a machine has other work to do.
jest.setTimeout(60_000);

const STEP = 300_000;
const START = Date.UTC(2026, 0, 5);
const DAY = 288;
const TRAINING = 3 * DAY;

type Shape = (i: number, random: () => number) => number;

/** A series of `n` points from the shape on. */
function seriesOf(shape: Shape, n: number, from = 0, seed = 1): Series {
  const random = seededRandom(seed);
  const values = Float64Array.from({ length: from + n }, (_, i) => shape(i, random)).subarray(from);
  return { labels: { job: 'a' }, times: Float64Array.from(values, (_, i) => START + (from + i) * STEP), values };
}

const wave: Shape = (i, random) => 100 + 30 * Math.sin((2 * Math.PI * i) / DAY) + 4 * (random() + random() - 1);
/** The wave with two faults behind the training part. */
const faulty: Shape = (i, random) =>
  wave(i, random) + (i >= TRAINING + 100 && i < TRAINING + 112 ? 120 : i === TRAINING + 200 ? -200 : 0);

const bytes = (value: unknown): Buffer => serialize(value);

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (_, detector: Detector) => {
  const settings = detector.schema.parse({});

  /** One series, and beside it as many clean ones over the same instants as the detector wants. */
  function group(series: Series): SeriesGroup {
    const from = series.times.length > 0 ? Math.round((series.times[0] - START) / STEP) : 0;
    const others = Array.from({ length: (detector.leastSeries ?? 1) - 1 }, (_, k) => ({
      ...seriesOf(wave, series.times.length, from, 100 + k),
      labels: { job: `other ${k}` },
    }));
    return { step: STEP, series: [series, ...others] };
  }
  const training = group(seriesOf(wave, TRAINING));
  const window = group(seriesOf(faulty, DAY, TRAINING));

  async function fit(on: SeriesGroup, seed = 1): Promise<FittedModel> {
    return (await detector.fit([on], settings, seed))[0];
  }
  async function score(model: FittedModel, on: SeriesGroup, state: Plain | null = null): Promise<GroupScores> {
    return (await detector.score([model], [state], [on]))[0];
  }
  /** The window preceded by what the detector must look back over. */
  function withLookback(on: SeriesGroup, all: Series): SeriesGroup {
    const from = all.times.indexOf(on.series[0].times[0]) - detector.lookback(settings);
    return group(cut(all, from, all.times.indexOf(on.series[0].times.at(-1) ?? 0) + 1));
  }
  const cut = ({ labels, times, values }: Series, from: number, to: number): Series => ({
    labels,
    times: times.slice(from, to),
    values: values.slice(from, to),
  });
  function expectSane({ score: scores, expected, lower, upper, evidence }: Scored, length: number): void {
    for (const column of [scores, expected, lower, upper, ...Object.values(evidence)]) {
      expect(column).toHaveLength(length);
    }
    expect(scores.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1))).toBe(true);
    expect(lower.every((value, i) => !(value > upper[i]))).toBe(true);
  }

  let model: FittedModel;
  let scores: GroupScores;
  beforeAll(async () => {
    model = await fit(training);
    scores = await score(model, withLookback(window, seriesOf(faulty, TRAINING + DAY)));
  });

  it('has a schema in which every setting has a default and a description', () => {
    expect(detector.schema.safeParse({}).success).toBe(true);
    const { properties } = z.toJSONSchema(detector.schema) as {
      properties: Record<string, { default?: unknown; description?: string }>;
    };
    for (const [name, property] of Object.entries(properties)) {
      expect([name, property.default]).not.toEqual([name, undefined]);
      expect(property.description ?? '').toMatch(/^[A-Za-z].*\.$/);
    }
  });

  it('exports an ONNX file exactly when it says so', () => {
    expect(typeof detector.toOnnx === 'function').toBe(detector.exports);
  });

  it('fits the same bytes for the same seed', async () => {
    expect(bytes(await fit(training, 7)).equals(bytes(await fit(training, 7)))).toBe(true);
  });

  it('fits and scores a group alike whatever else is in the batch', async () => {
    const other = group(seriesOf((i, random) => 5 + random() * (i % 7), TRAINING, 0, 3));
    const models = await detector.fit([other, training, other], settings, 1);
    expect(bytes(models[1]).equals(bytes(model))).toBe(true);
    const lead = withLookback(window, seriesOf(faulty, TRAINING + DAY));
    const together = await detector.score([models[0], model, models[2]], [null, null, null], [lead, lead, lead]);
    expect(bytes(together[1]).equals(bytes(scores))).toBe(true);
  });

  it('scores alike after saving and loading, and leaves model and state as they are', async () => {
    const loaded = deserialize(bytes(model)) as FittedModel;
    const before = bytes(loaded);
    const lead = withLookback(window, seriesOf(faulty, TRAINING + DAY));
    expect(bytes(await score(loaded, lead)).equals(bytes(scores))).toBe(true);
    expect(bytes(loaded).equals(before)).toBe(true);
  });

  it('gives the score at t whatever comes after t', async () => {
    const lead = withLookback(window, seriesOf(faulty, TRAINING + DAY));
    const length = lead.series[0].times.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: length - 1 }),
        fc.double({ min: -1e4, max: 1e4 }),
        async (at, value) => {
          const changed = cut(lead.series[0], 0, length);
          changed.values.fill(value, at);
          const [again] = (await score(model, group(changed))).series;
          for (const column of ['score', 'expected', 'lower', 'upper'] as const) {
            const bytesOf = (scored: Scored) => Buffer.from(scored[column].slice(0, at).buffer);
            expect(bytesOf(again).equals(bytesOf(scores.series[0]))).toBe(true);
          }
        }
      ),
      { numRuns: 12 }
    );
  });

  it('scores a prefix like the whole, and the rest from where the prefix ended', async () => {
    const all = seriesOf(faulty, TRAINING + DAY);
    const lookback = detector.lookback(settings);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: DAY - 1 }), async (at) => {
        const first = await score(model, group(cut(all, TRAINING - lookback, TRAINING + at)));
        const rest = await score(model, group(cut(all, TRAINING + at - lookback, TRAINING + DAY)), first.state);
        const joined = [...first.series[0].score, ...rest.series[0].score.slice(lookback)];
        expect(joined).toEqual([...scores.series[0].score]);
      }),
      { numRuns: 12 }
    );
  });

  it('marks faults, and not the clean wave', async () => {
    const marked = (list: Float64Array) => list.filter((value) => value >= SEVERITY_THRESHOLDS.low).length;
    expect(marked(scores.series[0].score)).toBeGreaterThanOrEqual(2);
    const clean = await score(model, withLookback(window, seriesOf(wave, TRAINING + DAY)));
    expect(marked(clean.series[0].score)).toBeLessThanOrEqual(DAY * 0.02);
  });

  it('explains every point it marks, in words and finite numbers', () => {
    const lead = withLookback(window, seriesOf(faulty, TRAINING + DAY));
    scores.series[0].score.forEach((value, i) => {
      if (value < SEVERITY_THRESHOLDS.low || Number.isNaN(value)) {
        return;
      }
      const { summary, facts, contributions, attribution } = detector.explain(model, lead, scores, 0, i);
      expect(summary.length).toBeGreaterThan(20);
      expect(facts.length).toBeGreaterThan(2);
      expect(new Set(facts.map(({ key }) => key)).size).toBe(facts.length);
      for (const fact of facts) {
        expect([fact.key, typeof fact.value === 'string' || Number.isFinite(fact.value)]).toEqual([fact.key, true]);
      }
      expect(contributions.length).toBeGreaterThan(0);
      expect(contributions.every(({ share, sigmas }) => share > 0 && Number.isFinite(sigmas))).toBe(true);
      expect(contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
      if (attribution) {
        const { value, usual, direction, parts, others } = attribution;
        const change = (value - usual) * direction;
        const left = change - others - parts.reduce((sum, { adds }) => sum + adds, 0);
        expect(Math.abs(left)).toBeLessThan(2e-3 * Math.max(1, Math.abs(change)));
        expect(parts.length).toBeGreaterThan(0);
      }
    });
  });

  const odd: Record<string, Shape> = {
    constant: () => 3,
    'all missing': () => Number.NaN,
    'mostly missing': (i, random) => (i % 17 === 0 ? random() : Number.NaN),
    infinite: (i, random) => (i % 50 === 0 ? Number.POSITIVE_INFINITY : random()),
    huge: (i, random) => 1e15 + 1e12 * random() + (i % 100 === 0 ? 1e300 : 0),
    'a level that is set': (i) => Math.floor(i / 70) * 1e9,
    'rare counts': (_i, random) => (random() > 0.98 ? 1 : 0),
    tiny: (_i, random) => 1e-300 * random(),
  };
  it.each(Object.keys(odd))('stays sane on a series that is: %s', async (name) => {
    const on = group(seriesOf(odd[name], TRAINING + DAY));
    const fitted = await fit(group(cut(on.series[0], 0, TRAINING)));
    const scored = await score(fitted, on);
    expectSane(scored.series[0], TRAINING + DAY);
    expect(
      scored.series[0].score.every((value, i) => Number.isNaN(value) || Number.isFinite(on.series[0].values[i]))
    ).toBe(true);
  });

  it.each([0, 1, 2, 20])('takes a training part of %d points and scores nothing from it', async (points) => {
    const fitted = await fit(group(seriesOf(wave, points)));
    const scored = await score(fitted, group(seriesOf(wave, 50, points)));
    expectSane(scored.series[0], 50);
    expect(scored.series[0].score.every(Number.isNaN)).toBe(true);
  });

  it('takes empty windows', async () => {
    expectSane((await score(model, group(seriesOf(wave, 0)))).series[0], 0);
  });
});
