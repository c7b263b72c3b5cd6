import fc from 'fast-check';
import type { MissingPolicy } from '../../contract/query.ts';
import type { AnomalyInterval, FrameMetaCustom } from '../../contract/detection.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine, QueryAnswer } from '../../backend/answers/engine.ts';
import type { Detector } from '../../backend/detectors/detector.ts';
import { isolationForest } from '../../backend/detectors/isolation-forest/isolation-forest.ts';
import { seasonal } from '../../backend/detectors/seasonal/seasonal.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import { fitKey } from '../../backend/evaluation/request.ts';
import type { Field } from '../../backend/frames/frame.ts';
import { newEvaluator, onePool, queryBy } from './evaluation-set-up.ts';
import type { FakeSeries } from './fake-prometheus.ts';
import { FakePrometheus } from './fake-prometheus.ts';
import { lookingBack } from './looking-back.ts';
import { DAY, MINUTE, MONDAY, daily, only } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

// Threads are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const HOUR = 60 * MINUTE;
const STEP = 5 * MINUTE;
const SPAN = 3 * DAY;
const pool = onePool();

const GONE = MONDAY + 14 * HOUR;
const [BACK, OUT] = [MONDAY + 36 * HOUR, MONDAY + 5 * HOUR];
const BEGUN = MONDAY + 31 * HOUR;

/** Lives that lack values in every way: now and then, for an hour, for good, before they begin, for longer than a day. */
const SERIES: readonly FakeSeries[] = [
  daily('whole', 1),
  only(daily('holes', 2), (ms) => (ms / STEP) % 7 !== 0),
  only(daily('hour', 3), (ms) => ms < GONE || ms >= GONE + HOUR),
  only(daily('gone', 4), (ms) => ms < GONE),
  only(daily('begun', 5), (ms) => ms >= BEGUN && (ms < BEGUN + 10 * HOUR || ms > BEGUN + 11 * HOUR)),
  only(daily('back', 6), (ms) => ms < OUT || ms >= BACK),
];

function request(detector: Detector, settings: object, missing: MissingPolicy, from: number, to: number) {
  const source = new MemorySource(SERIES);
  return queryBy(detector, settings, { source, step: STEP, trainingWindow: 2 * DAY, missing, from, to });
}

type Points = Map<string, readonly [value: number, score: number]>;

/** Value and score by series and instant, where there is either. */
function pointsOf({ series }: Evaluation, from: number, to: number): Points {
  const found: Points = new Map();
  for (const { series: one, scored } of series) {
    one.times.forEach((time, i) => {
      const point = [one.values[i], scored.score[i]] as const;
      if (time >= from && time <= to && !point.every(Number.isNaN)) {
        found.set(`${one.labels.service} ${time}`, point);
      }
    });
  }
  return found;
}

const zoom = fc
  .tuple(fc.integer({ min: 0, max: SPAN / STEP }), fc.integer({ min: 0, max: SPAN / STEP }))
  .map(([a, b]) => [MONDAY + Math.min(a, b) * STEP, MONDAY + Math.max(a, b) * STEP] as const);

const KINDS: readonly (readonly [string, Detector, object])[] = [
  ['seasonal', seasonal as Detector, {}],
  ['isolation-forest', isolationForest as Detector, {}],
  ['looking back', lookingBack as Detector, {}],
  ['looking back jointly', lookingBack as Detector, { joint: true }],
];

describe.each(['zero', 'anomaly'] as const)('missing values as %s', (missing) => {
  describe.each(KINDS)('%s', (_name, detector, settings) => {
    const warm = newEvaluator(pool);
    let whole: Points;

    beforeAll(async () => {
      whole = pointsOf(
        await warm.evaluate(request(detector, settings, missing, MONDAY, MONDAY + SPAN)),
        MONDAY,
        MONDAY + SPAN
      );
      expect(whole.size).toBeGreaterThan(1_000);
    });

    it('any zoom and an alert rule see the same at the same instant', async () => {
      await fc.assert(
        fc.asyncProperty(zoom, fc.boolean(), fc.boolean(), async ([from, to], isCold, isOne) => {
          const start = isOne ? to : from;
          const asked = (isCold ? newEvaluator(pool) : warm).evaluate(request(detector, settings, missing, start, to));
          const part = pointsOf(await asked, start, to);
          const expected = [...whole].filter(([at]) => {
            const time = Number(at.split(' ')[1]);
            return time >= start && time <= to;
          });
          expect([...part].sort()).toEqual(expected.sort());
        }),
        { numRuns: 12, endOnFailure: true }
      );
    });
  });
});

describe('in the model cache', () => {
  it('zeros have models of their own; the other policies share theirs', () => {
    const key = (missing: MissingPolicy) => fitKey(request(seasonal as Detector, {}, missing, MONDAY, MONDAY), MONDAY);
    expect(key('anomaly')).toBe(key('ignore'));
    expect(key('zero')).not.toBe(key('ignore'));
  });
});

describe('answers', () => {
  const prometheus = new FakePrometheus();
  let engine: Engine;
  let connection: Connection;

  beforeAll(async () => {
    const prometheusUrl = await prometheus.start();
    engine = await createEngine(parseEngineConfig({ workers: 1 }), () => undefined);
    connection = { orgId: 1, uid: 'a', settings: { prometheusUrl, scrapeInterval: '15s' }, secrets: {} };
    prometheus.series = SERIES;
  });

  afterAll(async () => {
    await engine.close();
    await prometheus.stop();
  });

  async function ask(from: number, to: number, model: object): Promise<QueryAnswer> {
    const common = { expr: 'requests', detector: 'seasonal', trainingWindow: '3d', step: '5m' };
    const query = { refId: 'A', model: { ...common, ...model }, from, to };
    const [answer] = await engine.answerQueries(connection, [query], { patient: true });
    expect(answer.error).toBeUndefined();
    return answer;
  }

  /** Time and number of one field of a series. */
  function column({ frames }: QueryAnswer, service: string, name: string): Map<number, number> {
    for (const { fields } of frames) {
      const field = fields.find((one) => one.type === 'number' && one.name === name && one.labels?.service === service);
      if (field) {
        return new Map(Array.from(fields[0].values, Number).map((time, i) => [time, Number(field.values[i])]));
      }
    }
    return new Map();
  }

  function intervalsOf({ frames }: QueryAnswer, service: string): readonly AnomalyInterval[] {
    const isOf = (field: Field): boolean => field.type === 'number' && field.labels?.service === service;
    const frame = frames.find(({ fields }) => fields.some(isOf));
    return (frame?.meta.custom as FrameMetaCustom | undefined)?.nightjar.intervals ?? [];
  }

  /** The score an alert rule sees at an instant; undefined where it has no such series. */
  const alert = async (at: number, service: string, missing?: MissingPolicy) =>
    column(await ask(at, at, { output: 'scores', missing }), service, 'score').get(at);

  it('an alert rule fires on a vanished series, from the first instant it lacks, for a day', async () => {
    expect(await alert(GONE - STEP, 'gone', 'anomaly')).toBeLessThan(0.7);
    expect(await alert(GONE, 'gone', 'anomaly')).toBe(1);
    expect(await alert(GONE + 20 * HOUR, 'gone', 'anomaly')).toBe(1);
    expect(await alert(GONE - STEP + DAY, 'gone', 'anomaly')).toBe(1);
    expect(await alert(GONE + DAY, 'gone', 'anomaly')).toBeUndefined();
    expect(await alert(GONE, 'gone')).toBeUndefined();
  });

  it('fires where the whole query gives nothing any more', async () => {
    const [whole] = SERIES;
    prometheus.series = [only(whole, (ms) => ms < GONE)];
    const expr = 'all_gone';
    const scoresAt = async (at: number) =>
      column(await ask(at, at, { expr, output: 'scores', missing: 'anomaly' }), 'whole', 'score');
    expect((await scoresAt(GONE + 11 * HOUR)).get(GONE + 11 * HOUR)).toBe(1);
    expect((await scoresAt(GONE + 25 * HOUR)).size).toBe(0);
    prometheus.series = SERIES;
  });

  it('a vanished series is one interval with words of its own', async () => {
    const answer = await ask(MONDAY, MONDAY + SPAN, { missing: 'anomaly' });
    const interval = intervalsOf(answer, 'gone').find(({ missing }) => missing);
    expect(interval).toMatchObject({
      start: GONE,
      end: GONE - STEP + DAY,
      peak: GONE,
      score: 1,
      severity: 'high',
      type: 'unusual_pattern',
      direction: 'below',
    });
    expect(interval?.explanation.summary).toBe('No value since 13:55 UTC; one is expected every 5 minutes.');
    const table = await ask(MONDAY, MONDAY + SPAN, { missing: 'anomaly', output: 'intervals' });
    const titles = table.frames[0].fields.find(({ name }) => name === 'title')?.values as readonly string[];
    expect(titles.filter((title) => title.startsWith('No value (high): ')).length).toBeGreaterThan(2);
    expect(column(answer, 'gone', 'value').get(GONE)).toBeNaN();
  });

  it('a gap ends when values come back, and what has ended or not begun is not missed', async () => {
    const answer = await ask(MONDAY, MONDAY + SPAN, { missing: 'anomaly' });
    expect(intervalsOf(answer, 'hour').filter(({ missing }) => missing)).toMatchObject([
      { start: GONE, end: GONE + HOUR - STEP },
    ]);
    expect(intervalsOf(answer, 'back').filter(({ missing }) => missing)).toMatchObject([
      { start: OUT, end: OUT - STEP + DAY },
    ]);
    const begun = column(answer, 'begun', 'score');
    expect([...begun].filter(([time, score]) => time < BEGUN && !Number.isNaN(score))).toEqual([]);
  });

  it('as zero, missing values are shown and scored as 0: a drop where they are rare, usual where they are not', async () => {
    const answer = await ask(MONDAY, MONDAY + SPAN, { missing: 'zero' });
    const [value, score] = ['value', 'score'].map((name) => column(answer, 'hour', name));
    expect(value.get(GONE)).toBe(0);
    expect(score.get(GONE)).toBeGreaterThan(0.9);
    const [interval] = intervalsOf(answer, 'hour').filter(({ start }) => start === GONE);
    expect(interval).toMatchObject({ value: 0, direction: 'below' });
    expect(interval.missing).toBeUndefined();
    const gone = column(answer, 'gone', 'value');
    expect(gone.get(GONE - STEP + DAY)).toBe(0);
    expect(gone.get(GONE + DAY)).toBeNaN();
    const holes = column(answer, 'holes', 'score');
    const filled = [...holes].filter(([time]) => (time / STEP) % 7 === 0).map(([, one]) => one);
    expect(filled.every((one) => one >= 0)).toBe(true);
  });

  it('ignored, as by default, they have no score', async () => {
    const [unsaid, ignored] = [await ask(MONDAY, GONE + DAY, {}), await ask(MONDAY, GONE + DAY, { missing: 'ignore' })];
    expect(ignored).toEqual(unsaid);
    expect(column(ignored, 'hour', 'score').get(GONE)).toBeNaN();
  });
});
