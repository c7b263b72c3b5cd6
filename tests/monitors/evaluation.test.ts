import type { FakeSeries } from '../engine/fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily } from '../engine/made-series.ts';
import { MemorySource } from '../engine/memory-source.ts';
import { onePool } from '../engine/evaluation-set-up.ts';
import { MonitorBench, OWNER } from './monitor-bench.ts';

// Threads are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const HOUR = 60 * MINUTE;
const START = MONDAY + 2 * DAY;
const pool = onePool();
afterAll(() => pool.close());

const SPEC = {
  name: 'shop',
  queries: [{ expr: 'requests' }],
  detector: 'zscore',
  step: '1m',
  every: '1m',
  training: { window: '6h' },
};

function bench(series: readonly FakeSeries[], now = START): { bench: MonitorBench; source: MemorySource } {
  const source = new MemorySource(series);
  return { bench: new MonitorBench(pool, source, now), source };
}

it('has scores with its first evaluation, asks only for what is new afterwards, and catches up in order', async () => {
  const { bench: steady, source } = bench([daily('cart')]);
  const run = steady.runOf(await steady.make(SPEC));
  await run.evaluate(START);
  const [first] = await steady.service.results(OWNER, {}, 0, START);
  expect(first.score.filter((score) => !Number.isNaN(score)).length).toBeGreaterThan(30);
  source.requests.splice(0);
  for (let minute = 1; minute <= 90; minute++) {
    await run.evaluate(START + minute * MINUTE);
  }
  expect(source.requests.every(({ start, end }) => start === end)).toBe(true);

  const { bench: absent } = bench([daily('cart')]);
  const row = await absent.make(SPEC);
  await absent.runOf(row).evaluate(START);
  // Another process, 90 minutes later, from what the store has.
  await absent.runOf(row).evaluate(START + 90 * MINUTE);
  const [one] = await steady.service.results(OWNER, {}, 0, START + DAY);
  const [other] = await absent.service.results(OWNER, {}, 0, START + DAY);
  expect(other.times).toEqual(one.times);
  expect(other.score).toEqual(one.score);
  expect(other.upper).toEqual(one.upper);
  await Promise.all([steady.close(), absent.close()]);
});

it('begins anew after a gap longer than its training window, and says so', async () => {
  const { bench: one } = bench([daily('cart')]);
  const row = await one.make(SPEC);
  await one.runOf(row).evaluate(START);
  const run = one.runOf(row);
  await run.evaluate(START + 10 * HOUR);
  expect(run.status.notices.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^8h59m before .* were not evaluated: .*training window \(6h\)/),
  ]);
  expect(run.evaluatedTo).toBeGreaterThan(START + 9 * HOUR);
  await one.close();
});

it('takes in new series, and lets go of those that ended a day ago', async () => {
  const late: FakeSeries = {
    ...daily('late', 2),
    at: (ms) => (ms >= START + 30 * MINUTE && ms < START + HOUR ? daily('late', 2).at(ms) : null),
  };
  const { bench: one } = bench([daily('cart'), late]);
  const run = one.runOf(await one.make(SPEC));
  await run.evaluate(START);
  expect(run.memory?.series.size).toBe(1);
  for (let minutes = 10; minutes <= 60; minutes += 10) {
    await run.evaluate(START + minutes * MINUTE);
  }
  expect(run.memory?.series.size).toBe(2);
  for (let hours = 2; hours <= 26; hours += 4) {
    await run.evaluate(START + hours * HOUR);
  }
  expect([...(run.memory?.series.values() ?? [])].map(({ labels }) => labels.service)).toEqual(['cart']);
  await one.close();
});

it.each([
  ['ignore', 0],
  ['anomaly', 1],
  ['zero', 1],
] as const)('a missing value under the policy %s', async (missing, detections) => {
  const gone = daily('cart');
  const series: FakeSeries = {
    ...gone,
    at: (ms) => (ms >= START + 10 * MINUTE && ms < START + 15 * MINUTE ? null : gone.at(ms)),
  };
  const { bench: one } = bench([series]);
  const run = one.runOf(await one.make({ ...SPEC, missing }));
  await run.evaluate(START);
  for (let minute = 1; minute <= 25; minute++) {
    await run.evaluate(START + minute * MINUTE);
  }
  const { detections: found } = await one.service.detections(OWNER, { from: START + 5 * MINUTE });
  expect(found).toHaveLength(detections);
  if (missing === 'anomaly') {
    expect(found[0]).toMatchObject({ missing: true, open: false, value: null, start: START + 10 * MINUTE });
    expect(found[0].end).toBe(START + 14 * MINUTE);
  }
  await one.close();
});

it('one fault is one detection with one id, however many evaluations it goes through', async () => {
  const { bench: one } = bench([
    daily('cart', 1, (ms) => (ms >= START + 5 * MINUTE && ms < START + 9 * MINUTE ? 150 : 0)),
  ]);
  const run = one.runOf(await one.make(SPEC));
  await run.evaluate(START);
  const seen: string[][] = [];
  for (let minute = 1; minute <= 16; minute++) {
    seen.push((await run.evaluate(START + minute * MINUTE)).detections.map(({ id, open }) => `${id} ${open}`));
  }
  const ids = new Set(seen.flat().map((text) => text.split(' ')[0]));
  expect(ids.size).toBe(1);
  expect(seen.flat().filter((text) => text.endsWith('false'))).toHaveLength(1);
  const { detections } = await one.service.detections(OWNER, {});
  expect(detections).toMatchObject([{ open: false, start: START + 5 * MINUTE, severity: 'high', direction: 'above' }]);
  await one.close();
});

it('models are fitted anew on schedule while the old ones go on', async () => {
  const { bench: one } = bench([daily('cart')]);
  const run = one.runOf(await one.make({ ...SPEC, training: { window: '6h', refitEvery: '2h', refitOnDrift: false } }));
  await one.live(run, START - 2 * MINUTE);
  const before = run.memory?.groups[0].trainedTo ?? 0;
  one.now = START;
  await one.live(run, START + 3 * HOUR);
  const after = run.memory?.groups[0].trainedTo ?? 0;
  expect(after - before).toBeGreaterThan(1.5 * HOUR);
  const [{ times }] = await one.service.results(OWNER, {}, 0, START + DAY);
  expect(times.every((time, i) => i === 0 || time - times[i - 1] === MINUTE)).toBe(true);
  await one.close();
});
