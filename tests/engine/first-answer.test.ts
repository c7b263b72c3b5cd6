import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine } from '../../backend/answers/engine.ts';
import { FakePrometheus } from './fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily } from './made-series.ts';

const prometheus = new FakePrometheus();
let engine: Engine;
let connection: Connection;

beforeAll(async () => {
  const prometheusUrl = await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1 }), () => undefined);
  connection = { orgId: 1, uid: 'a', settings: { prometheusUrl }, secrets: {} };
});

afterAll(async () => {
  await engine.close();
  await prometheus.stop();
});

it('marks a spike of one series and names the rest by its labels', async () => {
  const spike = MONDAY + 10 * 60 * MINUTE;
  prometheus.series = [daily('cart', 1, (ms) => (ms >= spike && ms < spike + 15 * MINUTE ? 400 : 0)), daily('shop', 2)];
  const query = { refId: 'A', model: { expr: 'requests' }, from: MONDAY, to: MONDAY + DAY / 2 };
  const [answer] = await engine.answerQueries(connection, [query]);
  const [warm] = await engine.answerQueries(connection, [query]);
  expect(answer.error).toBeUndefined();
  expect(answer.frames).toHaveLength(2);
  expect(warm.frames).toEqual(answer.frames);
  const custom = answer.frames[0].meta.custom as { nightjar: { intervals: { start: number }[]; step: number } };
  expect(custom.nightjar.step).toBe(5 * MINUTE);
  expect(custom.nightjar.intervals.map(({ start }) => start)).toContain(spike);
});
