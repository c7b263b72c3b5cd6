import { serialize } from 'node:v8';
import { NightjarError } from '../../errors.ts';
import { EXAMPLE_NOISE, exampleSeries } from '../../features/example-series.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Series } from '../../series/series.ts';
import { autoencoder } from '../autoencoder/autoencoder.ts';
import type { Detector, FittedModel, SeriesGroup } from '../detector.ts';
import { neural } from '../neural/neural.ts';
import { vae } from '../vae/vae.ts';

const STEP = 300_000;
const DAY = 288;
const TRAINING = 4 * DAY;
const ALL = [autoencoder, vae, neural].map((one) => [one.id, one as unknown as Detector] as const);

type Change = (value: number, i: number) => number;

/** Four days to train on, and a day to score with the lookback before it; `change` by the index within that day. */
function made(
  detector: Detector,
  settings: unknown,
  seed: number,
  change: Change = (value) => value
): [Series, Series] {
  const lookback = detector.lookback(settings);
  const { labels, times, values } = exampleSeries(`m${seed}`, 5, STEP, seed);
  const from = TRAINING - lookback;
  return [
    { labels, times: times.slice(0, TRAINING), values: values.slice(0, TRAINING) },
    { labels, times: times.slice(from), values: values.slice(from).map((value, i) => change(value, i - lookback)) },
  ];
}

const group = (...series: Series[]): SeriesGroup => ({ step: STEP, series });

/** Scores of the day after the training part. */
async function scoresOf(detector: Detector, seed: number, change: Change, given: object = {}): Promise<Float64Array> {
  const settings = detector.schema.parse(given);
  const [training, window] = made(detector, settings, seed, change);
  const [model] = await detector.fit([group(training)], settings, 1);
  const [{ series }] = await detector.score([model], [null], [group(window)]);
  return series[0].score.slice(detector.lookback(settings));
}

afterAll(() => sessions.clear());

describe.each(ALL)('%s', (_, detector) => {
  it('marks spikes, dips and shaking, and hardly anything else', async () => {
    const settings = detector.schema.parse({});
    const lookback = detector.lookback(settings);
    const faults: Change[] = [
      (value, i) => (i === 150 ? value + 12 * EXAMPLE_NOISE : value),
      (value, i) => (i === 150 ? value - 12 * EXAMPLE_NOISE : value),
      (value, i) => (i >= 150 && i < 180 ? value + (i % 2 ? 7 : -7) * EXAMPLE_NOISE : value),
    ];
    let found = 0;
    let before = 0;
    for (let seed = 1; seed <= 3; seed++) {
      const [model] = await detector.fit([group(made(detector, settings, seed)[0])], settings, 1);
      for (const change of faults) {
        const [{ series }] = await detector.score([model], [null], [group(made(detector, settings, seed, change)[1])]);
        const scores = series[0].score.slice(lookback);
        found += Number(Math.max(...scores.slice(150, 180)) >= 0.8);
        before += scores.slice(0, 150).filter((score) => score >= 0.8).length;
      }
    }
    expect(found).toBeGreaterThanOrEqual(8);
    expect(before).toBeLessThanOrEqual(3);
  });

  it('is quiet again a few points behind a wild value, and mostly once a new level has filled the window', async () => {
    const spike = await scoresOf(detector, 1, (value, i) => (i === 100 ? value + 1e6 : value));
    expect(spike[100]).toBeGreaterThan(0.95);
    expect(spike.slice(106, 200).filter((score) => score >= 0.7).length).toBeLessThanOrEqual(2);
    const shift = await scoresOf(detector, 1, (value, i) => (i >= 100 ? value + 40 * EXAMPLE_NOISE : value));
    expect(shift[100]).toBeGreaterThan(0.9);
    // Judged by its level, each of these 108 points would be marked.
    expect(shift.slice(180).filter((score) => score >= 0.8).length).toBeLessThanOrEqual(27);
  });

  it('scores no missing value, and those beside gaps', async () => {
    const scores = await scoresOf(detector, 2, (value, i) => (i % 9 === 4 ? Number.NaN : i === 50 ? Infinity : value));
    scores.forEach((score, i) => expect([i, Number.isNaN(score)]).toEqual([i, i % 9 === 4 || i === 50]));
  });

  it('gives models of one batch the bytes each has alone, whatever their lengths', async () => {
    const settings = detector.schema.parse({ steps: 100 });
    const lengths = [TRAINING, 300, 100, TRAINING, 0, 60];
    const groups = lengths.map((length, i) => {
      const { labels, times, values } = exampleSeries(`m${i}`, 4, STEP, i + 1);
      return group({ labels, times: times.slice(0, length), values: values.slice(0, length) });
    });
    const together = await detector.fit(groups, settings, 3);
    for (const [i, one] of groups.entries()) {
      const [alone] = await detector.fit([one], settings, 3);
      expect(serialize(together[i]).equals(serialize(alone))).toBe(true);
    }
    const window = group(made(detector, settings, 1)[1]);
    const scored = await detector.score(
      together,
      together.map(() => null),
      together.map(() => window)
    );
    for (const [i, model] of together.entries()) {
      const [alone] = await detector.score([model], [null], [window]);
      expect(serialize(scored[i]).equals(serialize(alone))).toBe(true);
    }
  });

  it('differs by seed, and says so when there is nothing to export', async () => {
    const settings = detector.schema.parse({ steps: 50 });
    const [training] = made(detector, settings, 1);
    const [first] = await detector.fit([group(training)], settings, 1);
    const [second] = await detector.fit([group(training)], settings, 2);
    expect(serialize(first).equals(serialize(second))).toBe(false);
    const short = { ...training, times: training.times.slice(0, 30), values: training.values.slice(0, 30) };
    const [unfitted]: FittedModel[] = await detector.fit([group(short)], settings, 1);
    expect(() => detector.toOnnx?.(unfitted)).toThrow(NightjarError);
  });
});

describe.each([ALL[0], ALL[1]])('joint %s', (_, detector) => {
  it('takes series that all drift on as they did for what they were', async () => {
    const settings = detector.schema.parse({ joint: true });
    const lookback = detector.lookback(settings);
    // The trend of the training part brings the day after it a spread further out than all before.
    const drift = (series: Series, first: number) => ({
      ...series,
      values: series.values.map((_value, i) => 1000 + 0.05 * (first + i) + series.values[i] / 10),
    });
    const parts = [1, 2, 3, 4].map((seed) => made(detector, settings, seed));
    const [model] = await detector.fit([group(...parts.map(([training]) => drift(training, 0)))], settings, 1);
    const window = group(...parts.map((part) => drift(part[1], TRAINING - lookback)));
    const [{ series }] = await detector.score([model], [null], [window]);
    const marked = series[0].score.filter((_score, i) => series.some(({ score }) => score[i] >= 0.8)).length;
    expect(marked).toBeLessThanOrEqual(DAY / 20);
  });

  it('marks the instant at which one of three series leaves the others, most on that series', async () => {
    const settings = detector.schema.parse({ joint: true });
    const lookback = detector.lookback(settings);
    const parts = [1, 1, 1].map((seed, s) =>
      made(detector, settings, seed, (value, i) =>
        s === 1 && i >= 150 && i < 156 ? value - 15 * EXAMPLE_NOISE : value
      )
    );
    const named = (k: 0 | 1) => group(...parts.map((part, s) => ({ ...part[k], labels: { instance: String(s) } })));
    const [model] = await detector.fit([named(0)], settings, 1);
    const [{ series }] = await detector.score([model], [null], [named(1)]);
    const at = lookback + 152;
    expect(series[1].score[at]).toBeGreaterThan(0.9);
    expect(Math.max(series[0].score[at], series[2].score[at])).toBeLessThan(0.7);
  });
});
