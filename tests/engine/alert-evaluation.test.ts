import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine, QueryAnswer } from '../../backend/answers/engine.ts';
import { FakePrometheus } from './fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily } from './made-series.ts';

const HOUR = 60 * MINUTE;
const FAULT = MONDAY + 9 * HOUR;
/** When the alert rule is evaluated: not on a detection step. */
const NOW = MONDAY + 9 * HOUR + 23 * MINUTE + 17_000;

const prometheus = new FakePrometheus();
let engine: Engine;
let connection: Connection;

beforeAll(async () => {
  const prometheusUrl = await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1 }), () => undefined);
  connection = { orgId: 1, uid: 'a', settings: { prometheusUrl, scrapeInterval: '15s' }, secrets: {} };
  prometheus.series = [daily('cart', 1, (ms) => (ms >= FAULT ? 200 : 0)), daily('shop', 2)];
});

afterAll(async () => {
  await engine.close();
  await prometheus.stop();
});

async function ask(from: number, to: number, model: object, patient = true): Promise<QueryAnswer> {
  const query = {
    refId: 'A',
    model: { expr: 'requests', detector: 'seasonal', trainingWindow: '3d', ...model },
    from,
    to,
  };
  const [answer] = await engine.answerQueries(connection, [query], { patient });
  expect(answer.error).toBeUndefined();
  expect(answer.frames).toHaveLength(2);
  return answer;
}

/** Scores by instant of each frame, by the series' service. */
function scoresOf({ frames }: QueryAnswer): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { fields } of frames) {
    for (const field of fields) {
      if (field.type === 'number' && field.name === 'score') {
        Array.from(fields[0].values, Number).forEach((time, index) =>
          scores.set(`${field.labels?.service} ${time}`, Number(field.values[index]))
        );
      }
    }
  }
  return scores;
}

async function metric(name: string): Promise<number> {
  const line = (await engine.metrics()).split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

it('two zooms and panels of any width show the score that an alert rule evaluates', async () => {
  const wide = scoresOf(
    await ask(MONDAY - 2 * DAY, NOW, { output: 'anomalies', maxDataPoints: 80, intervalMs: 600_000 })
  );
  const near = scoresOf(await ask(NOW - HOUR, NOW, { output: 'anomalies', maxDataPoints: 3_000, intervalMs: 1_000 }));
  const alert = scoresOf(await ask(NOW, NOW, { output: 'scores' }));
  expect(alert.size).toBe(2);
  expect(near.size).toBeGreaterThan(alert.size);
  expect(wide.size).toBeGreaterThan(near.size);
  for (const [at, score] of near) {
    expect([at, wide.get(at)]).toEqual([at, score]);
  }
  for (const [at, score] of alert) {
    expect([at, near.get(at)]).toEqual([at, score]);
  }
  expect(Math.max(...alert.values())).toBeGreaterThan(0.9);
});

it('with steps of their own, each gives the same at any zoom', async () => {
  for (const step of ['1m', '5m', '15m']) {
    const wide = scoresOf(await ask(MONDAY - DAY, NOW, { output: 'anomalies', step }));
    const alert = scoresOf(await ask(NOW, NOW, { output: 'scores', step }));
    for (const [at, score] of alert) {
      expect([step, at, wide.get(at)]).toEqual([step, at, score]);
    }
  }
});

it('an evaluation with a cached model fits nothing and asks for no training data', async () => {
  await ask(NOW, NOW, { output: 'scores', step: '5m' });
  const fits = await metric('nightjar_fits_total{detector="seasonal"}');
  const hits = await metric('nightjar_model_lookups_total{result="hit"}');
  const misses = await metric('nightjar_model_lookups_total{result="miss"}');
  expect(fits).toBeGreaterThan(0);
  for (let minute = 1; minute <= 5; minute++) {
    prometheus.requests.length = 0;
    await ask(NOW + minute * MINUTE, NOW + minute * MINUTE, { output: 'scores', step: '5m' });
    expect(prometheus.ranges).toHaveLength(1);
    // From the newest model's instant on, where its state stands.
    expect(Number(prometheus.ranges[0].parameters.get('start')) * 1000).toBe(MONDAY);
  }
  expect(await metric('nightjar_fits_total{detector="seasonal"}')).toBe(fits);
  expect(await metric('nightjar_model_lookups_total{result="hit"}')).toBe(hits + 5);
  expect(await metric('nightjar_model_lookups_total{result="miss"}')).toBe(misses);
});

it('evaluations at once fit a model once', async () => {
  const before = await metric('nightjar_fits_total{detector="seasonal"}');
  await Promise.all(Array.from({ length: 6 }, () => ask(NOW, NOW, { output: 'scores', step: '30m' })));
  expect(await metric('nightjar_fits_total{detector="seasonal"}')).toBe(before + 2);
});
