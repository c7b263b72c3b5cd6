import { EXAMPLE_NOISE, exampleSeries } from '../../features/example-series.ts';
import { seededRandom } from '../../features/random.ts';
import { openSession } from '../../onnx/session.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Series } from '../../series/series.ts';
import { calibrate } from '../calibration.ts';
import type { FittedModel, SeriesGroup } from '../detector.ts';
import { rawWindows } from '../raw-windows.ts';
import { parametersOf } from './model.ts';
import { oneClassSvm } from './one-class-svm.ts';
import { svmToOnnx, svmToRegressor } from './to-onnx.ts';
import { explainUnusualness, unusualness } from './unusualness.ts';

const STEP = 300_000;
const DAY = 288;
const TRAINING = 6 * DAY;
const settings = oneClassSvm.schema.parse({});
const joint = oneClassSvm.schema.parse({ joint: true });

/** Six days to train on and two days to score, the second half's values changed by `change` (index from the start of the two days). */
function made(seed: number, change: (value: number, i: number) => number = (value) => value): [Series, Series] {
  const { labels, times, values } = exampleSeries(`m${seed}`, 8, STEP, seed);
  const from = TRAINING - settings.window;
  const changed = values.slice(from).map((value, i) => change(value, i - settings.window));
  return [
    { labels, times: times.slice(0, TRAINING), values: values.slice(0, TRAINING) },
    { labels, times: times.slice(from), values: changed },
  ];
}

const group = (...series: Series[]): SeriesGroup => ({ step: STEP, series });

async function fitted(training: SeriesGroup, given = settings): Promise<FittedModel> {
  return (await oneClassSvm.fit([training], given, 1))[0];
}

async function scored(model: FittedModel, window: SeriesGroup) {
  return (await oneClassSvm.score([model], [null], [window]))[0];
}

afterAll(() => sessions.clear());

describe('one-class-svm', () => {
  it.each([
    ['a spike', (value: number, i: number) => (i === 300 ? value + 10 * EXAMPLE_NOISE : value)],
    ['a dip', (value: number, i: number) => (i === 300 ? value - 10 * EXAMPLE_NOISE : value)],
    ['a level shift', (value: number, i: number) => (i >= 300 && i < 360 ? value + 7 * EXAMPLE_NOISE : value)],
    ['shaking', (value: number, i: number) => (i >= 300 && i < 360 ? value + (i % 2 ? 5 : -5) * EXAMPLE_NOISE : value)],
  ])('marks %s on at least 5 of 6 series', async (_, change) => {
    let found = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const [training, window] = made(seed, change);
      const { score } = (await scored(await fitted(group(training)), group(window))).series[0];
      found += Number(Math.max(...score.slice(300 + settings.window, 360 + settings.window)) >= 0.8);
    }
    expect(found).toBeGreaterThanOrEqual(5);
  });

  it('scores farther values higher, however far out', async () => {
    const sizes = [8, 16, 64, 1000, 1e5];
    const [training, window] = made(1, (v, i) =>
      i % 100 === 50 ? v + (sizes[(i - 50) / 100] ?? 0) * EXAMPLE_NOISE : v
    );
    const { score } = (await scored(await fitted(group(training)), group(window))).series[0];
    const found = sizes.map((_, k) => score[50 + 100 * k + settings.window]);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(new Set(found).size).toBe(sizes.length);
  });

  it('learns two modes, and marks what lies between them', async () => {
    const random = seededRandom(4);
    const times = Float64Array.from({ length: 1000 }, (_, i) => i * STEP);
    const modes = times.map((_, i) => (i % 2 ? 100 : 0) + random() + random() + random());
    const values = oneClassSvm.schema.parse({ features: 'values' });
    const model = await fitted(group({ labels: {}, times, values: modes }), values);
    const window = { labels: {}, times: Float64Array.of(0, 1, 2), values: Float64Array.of(1.5, 50, 101.5) };
    const { score } = (await scored(model, group(window))).series[0];
    expect(score[1]).toBeGreaterThan(0.8);
    expect(Math.max(score[0], score[2])).toBeLessThan(0.6);
  });

  it('is fitted on no more points than asked for', async () => {
    const few = oneClassSvm.schema.parse({ maxTrainingSamples: 100, contamination: 0.5 });
    const { svm } = parametersOf(await fitted(group(made(1)[0]), few));
    expect(svm?.alpha.length).toBeGreaterThanOrEqual(50);
    expect(svm?.alpha.length).toBeLessThanOrEqual(100);
  });

  it('marks, of several series, the one that leaves the others', async () => {
    const pairs = [1, 2, 3, 4].map((seed) => made(seed, (v, i) => (seed === 2 && i === 300 ? v + 60 : v)));
    const model = await fitted(group(...pairs.map(([training]) => training)), joint);
    const { series } = await scored(model, group(...pairs.map(([, window]) => window)));
    const at = 300 + settings.window;
    expect(series[1].score[at]).toBeGreaterThanOrEqual(0.8);
    [0, 2, 3].forEach((s) => expect(series[s].score[at]).toBeLessThan(0.5));
  });
});

describe('the explanation', () => {
  it('has parts that add up to what sets the point apart from the usual', async () => {
    const [training, window] = made(2, (v, i) => (i % 40 === 20 ? v + ((i % 7) - 3) * 15 : v));
    const model = await fitted(group(training));
    const windows = group(window);
    const scores = await scored(model, windows);
    let explained = 0;
    scores.series[0].score.forEach((score, i) => {
      if (!(score >= 0.7)) {
        return;
      }
      explained++;
      const { facts } = oneClassSvm.explain(model, windows, scores, 0, i);
      const fact = Object.fromEntries(facts.map(({ key, value }) => [key, Number(value)]));
      const added = facts
        .filter(({ key }) => key.startsWith('adds.'))
        .reduce((sum, { value }) => sum + Number(value), 0);
      expect(added).toBeCloseTo(fact.measure - fact.usualMeasure, 9);
      expect(fact.measure / scores.series[0].evidence.unusualness[i]).toBeCloseTo(1, 4);
    });
    expect(explained).toBeGreaterThan(5);
  });

  it('gives all to the only feature that is not as usual', async () => {
    const model = await fitted(group(...[1, 2, 3].map((seed) => made(seed)[0])), joint);
    const { svm } = parametersOf(model);
    if (!svm) {
      throw new Error('no SVM');
    }
    const row = new Float32Array(svm.features);
    row[2] = 25;
    const { attributions, value, usual } = explainUnusualness(svm, row);
    expect(attributions[2]).toBeCloseTo(value - usual, 2);
    expect((await unusualness(svm, row, 1))[0]).toBeCloseTo(value, 3);
  });
});

describe('the exported models', () => {
  it.each([
    ['matrix products', [3], settings, svmToOnnx],
    ['matrix products, several series', [3, 4, 5], joint, svmToOnnx],
    ['SVMRegressor', [3], settings, svmToRegressor],
    ['SVMRegressor, several series', [3, 4, 5], joint, svmToRegressor],
  ])('reproduce the scores from raw windows by %s', async (_, seeds, given, write) => {
    const pairs = seeds.map((seed) => made(seed, (value, i) => (i % 50 === 0 ? value + i : value)));
    const model = await fitted(group(...pairs.map(([training]) => training)), given);
    const { series } = await scored(model, group(...pairs.map(([, window]) => window)));
    const inputs = rawWindows(
      pairs.map(([, window]) => window),
      given.window
    );
    const session = await openSession(write(model));
    const { score, unusualness: raw } = await session.run(inputs);
    await session.dispose();
    for (let i = 0; i < 2 * DAY; i++) {
      const expected = series[0].evidence.unusualness[i + given.window];
      expect(Math.abs(Number(raw.data[i]) / expected - 1)).toBeLessThan(1e-4);
      expect(Math.abs(Number(score.data[i]) - calibrate(parametersOf(model).calibration, expected))).toBeLessThan(1e-4);
    }
  });

  it('are refused where there is no model', async () => {
    const [training] = made(1);
    const few = { ...training, times: training.times.slice(0, 50), values: training.values.slice(0, 50) };
    const model = await fitted(group(few));
    expect(() => svmToOnnx(model)).toThrow(/too few points/);
  });
});
