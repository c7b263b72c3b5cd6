import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine } from '../../backend/answers/engine.ts';
import { FakePrometheus } from './fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily, noise } from './made-series.ts';

const STEP = 15 * MINUTE;
const MANY = 10_000;
const TO = MONDAY + DAY / 4;
const WINDOW = DAY / 2;
/** So many health checks, one after the other, and alert evaluations must be done while the many series are still at work. */
const CHECKS = 10;

const prometheus = new FakePrometheus();
let engine: Engine;
let connection: Connection;

beforeAll(async () => {
  const body = manySeries();
  prometheus.series = [daily('cart')];
  prometheus.misbehave = ({ parameters }, response) => {
    const isMany = parameters.get('query') === 'many';
    if (isMany) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    }
    return isMany;
  };
  const prometheusUrl = await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 2 }), () => undefined);
  connection = {
    orgId: 1,
    uid: 'a',
    settings: { prometheusUrl, maxSeries: 2 * MANY, maxPoints: 400 * MANY },
    secrets: {},
  };
});

afterAll(async () => {
  await engine.close();
  await prometheus.stop();
});

/** A reply with ten thousand series over training window and range, made once: making it takes longer than reading it. */
function manySeries(): Buffer {
  const times = Array.from({ length: (TO - MONDAY + WINDOW) / STEP + 1 }, (_, i) => MONDAY - WINDOW + i * STEP);
  const result = Array.from({ length: MANY }, (_, s) => ({
    metric: { __name__: 'many', pod: `pod-${s}` },
    values: times.map((ms) => [ms / 1000, noise(ms, s).toFixed(4)]),
  }));
  return Buffer.from(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));
}

function ask(expr: string, from: number, trainingWindow: string) {
  const model = { expr, trainingWindow, step: '15m', output: 'scores', settings: { minTrainingSamples: 20 } };
  return engine.answerQueries(connection, [{ refId: 'A', model, from, to: TO }], { patient: true });
}

it('answers health, metrics and alert rules while ten thousand series are fitted', async () => {
  const [calm] = await ask('requests', TO, '2d');
  let isDone = false;
  const many = ask('many', MONDAY, '12h').finally(() => (isDone = true));
  for (let check = 0; check < CHECKS; check++) {
    expect(await engine.checkHealth(connection)).toMatchObject({ ok: true });
    expect(await engine.metrics()).toContain('nightjar_models');
    const [alert] = await ask('requests', TO, '2d');
    expect(alert.error).toBeUndefined();
    expect(alert.frames[0].fields).toEqual(calm.frames[0].fields);
  }
  expect(isDone).toBe(false);
  const [answer] = await many;
  expect(answer.error).toBeUndefined();
  expect(answer.frames).toHaveLength(MANY);
}, 180_000);
