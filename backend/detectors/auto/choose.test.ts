import { serialize } from 'node:v8';
import type { CandidateFigures } from '../../../contract/detection.ts';
import { exampleSeries } from '../../features/example-series.ts';
import { seededRandom } from '../../features/random.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { DETECTORS } from '../index.ts';
import { ewma } from '../ewma/ewma.ts';
import { quantile } from '../quantile/quantile.ts';
import { seasonal } from '../seasonal/seasonal.ts';
import { autoOf } from './auto.ts';
import { choiceWindow } from './choice-window.ts';
import { choose, decide, memberOf } from './choose.ts';

const KNOWN = [seasonal, ewma, quantile] as unknown as readonly Detector[];
const STEP = 900_000;
const DAY_MS = 86_400_000;

const groupOf = (series: SeriesGroup['series'][number]): SeriesGroup => ({ step: STEP, series: [series] });
const fortnight = groupOf(exampleSeries('a', 14, STEP, 1));

/** The last `days` days of a group that ends `early` days before it does. */
function part({ step, series }: SeriesGroup, early: number, days: number): SeriesGroup {
  const end = series[0].times.length - (early * DAY_MS) / step;
  const from = end - (days * DAY_MS) / step;
  const [{ labels, times, values }] = series;
  return { step, series: [{ labels, times: times.slice(from, end), values: values.slice(from, end) }] };
}

function figures(id: string, found: number, worth: number): CandidateFigures {
  return { id, name: id, because: `of ${id}`, found, precision: 0.5, falseMarks: 0, worth };
}

describe('deciding', () => {
  it('leaves ties, and what is not clearly better, to the first', () => {
    expect(decide([figures('seasonal', 0.5, 0.5), figures('lof', 0.5, 0.5)]).detector).toBe('seasonal');
    expect(decide([figures('seasonal', 0.5, 0.5), figures('lof', 0.7, 0.6)]).detector).toBe('seasonal');
  });
  it('takes the best of those that are clearly better, with its reason', () => {
    const decision = decide([figures('seasonal', 0.4, 0.4), figures('lof', 0.6, 0.7), figures('mad', 0.6, 0.8)]);
    expect(decision).toEqual({ detector: 'mad', name: 'mad', because: 'of mad' });
  });
  it('takes none that is only quieter', () => {
    expect(decide([figures('seasonal', 0.1, 0), figures('lof', 0.2, 0.5)]).detector).toBe('seasonal');
    expect(decide([figures('seasonal', 0.8, 0.2), figures('lof', 0.7, 0.6)]).detector).toBe('seasonal');
  });
});

describe('the history of a choice', () => {
  it('is that before the UTC week, the same for every day of the week', () => {
    const month = groupOf(exampleSeries('a', 28, STEP, 1));
    const windows = [0, 1, 2, 6].map((early) => choiceWindow(part(month, early + 1, 14)));
    for (const { group, from, at, until } of windows) {
      expect([from, at, until]).toEqual([windows[0].from, windows[0].at, windows[0].until]);
      expect(new Date(at).getUTCDay()).toBe(1);
      expect(at % DAY_MS).toBe(0);
      expect([...group.series[0].values]).toEqual([...windows[0].group.series[0].values]);
      expect(group.series[0].times.every((time) => time >= from && time < at)).toBe(true);
    }
  });
  it('takes every third point, say, of long histories, whatever the window begins with', () => {
    const minutely = exampleSeries('a', 15, 60_000, 2);
    const { group } = choiceWindow({ step: 60_000, series: [minutely] });
    expect(group.series[0].times.length).toBeLessThanOrEqual(2_100);
    expect(group.step % 60_000).toBe(0);
    expect(group.series[0].times.every((time) => time % group.step === 0)).toBe(true);
  });
});

it('gives the same choice for the same arguments, and for every day of a week', async () => {
  const one = await choose(KNOWN, fortnight, {}, 3);
  expect(serialize(await choose(KNOWN, fortnight, {}, 3)).equals(serialize(one))).toBe(true);
  expect(one.candidates.map(({ id }) => id)[0]).toBe('seasonal');
  expect(one.candidates.length).toBeGreaterThan(1);
  expect(one.candidates.length).toBeLessThanOrEqual(4);
});

it('chooses seasonal where there is too little history, and where nothing ever moved', async () => {
  const early = await choose(KNOWN, part(fortnight, 0, 2), {}, 1);
  expect([early.detector, early.candidates.length]).toEqual(['seasonal', 0]);
  expect(early.because).toMatch(/too little history/);
  const [{ labels, times }] = fortnight.series;
  const still = await choose(KNOWN, groupOf({ labels, times, values: new Float64Array(times.length).fill(3) }), {}, 1);
  expect([still.detector, still.candidates.length]).toEqual(['seasonal', 0]);
});

/** Marks what lies outside of the values fitted on, and nothing else: what a test series is made for. */
const outside: Detector = {
  ...(quantile as unknown as Detector),
  id: 'window-knn',
  streams: undefined,
  lookback: () => 0,
  fit: async (groups) =>
    groups.map(({ series: [{ times, values }] }) => ({
      detector: 'window-knn',
      trained: { from: times[0], to: times[times.length - 1] + STEP, points: values.length },
      parameters: Array.from(values).sort((a, b) => a - b),
      state: null,
    })),
  score: async (models, _states, windows) =>
    windows.map(({ series }, w) => {
      const known = models[w].parameters as readonly number[];
      const [low, high] = [known[0], known[known.length - 1]];
      const column = (of: (value: number) => number) => series[0].values.map(of);
      return {
        series: [
          {
            score: column((value) => (value < low - 0.5 || value > high + 0.5 ? 0.95 : 0.1)),
            expected: column(() => low),
            lower: column(() => low),
            upper: column(() => high),
            evidence: {},
          },
        ],
        state: null,
      };
    }),
};

it('takes another one than seasonal where that does badly, and scores as it does', async () => {
  const random = seededRandom(5);
  // Noise around a level that jumps all the time: every level is known, nothing is foreseen.
  const values = fortnight.series[0].values.map(() => 100 + 40 * Math.floor(random() * 2) + random());
  const group = groupOf({ ...fortnight.series[0], values });
  const deaf: Detector = {
    ...(seasonal as unknown as Detector),
    score: async (models, states, windows) =>
      (await (seasonal as unknown as Detector).score(models, states, windows)).map((one) => ({
        ...one,
        series: one.series.map((scored) => ({ ...scored, score: scored.score.map((score) => score / 10) })),
      })),
  };
  const auto = autoOf([deaf, outside]);
  const [model] = await auto.fit([group], auto.schema.parse({}), 1);
  expect(model.choice?.detector).toBe('window-knn');
  expect(model.choice?.candidates.map(({ id }) => id)).toEqual(['seasonal', 'window-knn']);
  const window = {
    step: STEP,
    series: [{ ...group.series[0], times: group.series[0].times.map((t) => t + 14 * DAY_MS) }],
  };
  const [scores] = await auto.score([model], [null], [window]);
  expect(Math.max(...scores.series[0].score)).toBe(0.1);
});

it('takes over what a model of the same week found', async () => {
  const auto = autoOf(KNOWN);
  const settings = auto.schema.parse({});
  const month = groupOf(exampleSeries('a', 28, STEP, 1));
  const [monday, tuesday] = [part(month, 7, 14), part(month, 6, 14)];
  const [first] = await auto.fit([monday], settings, 1);
  const marked = { ...first, choice: first.choice && { ...first.choice, because: 'of the day before' } };
  const [second] = await auto.fit([tuesday], settings, 1, [[marked]]);
  expect(second.choice?.because).toBe('of the day before');
  const [alone] = await auto.fit([tuesday], settings, 1);
  const [kin] = await auto.fit([tuesday], settings, 1, [[first]]);
  expect(serialize(kin).equals(serialize(alone))).toBe(true);
  const nextWeek = part(month, 0, 14);
  const [other] = await auto.fit([nextWeek], settings, 1, [[marked]]);
  expect(other.choice?.because).not.toBe('of the day before');
});

it('hands on the settings a detector can take, and leaves it its own where it cannot', () => {
  for (const detector of DETECTORS.filter(({ id }) => id !== 'auto')) {
    for (const minTrainingSamples of [10, 100_000]) {
      expect(() => memberOf(detector, { minTrainingSamples, bandWidth: 10 })).not.toThrow();
    }
  }
});
