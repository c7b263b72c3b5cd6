import { HOUR, LIMITS, OWNER, Scratch } from '../example-store.ts';
import { ACTOR, KEPT_FOR_EVER, MINUTE, bytesOf, commitOf, monitorOf } from './example-monitors.ts';
import type { LocalMonitors } from './local-monitors.ts';
import type { MonitorRow } from './records.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const DAY = 24 * HOUR;

/** Forecasts from each origin, an hour into the future. */
async function foretell(
  monitors: LocalMonitors,
  monitor: Pick<MonitorRow, 'id' | 'version'>,
  ...origins: number[]
): Promise<void> {
  let from = (await monitors.loadMonitorStates([monitor.id]))[0]?.evaluatedTo ?? null;
  for (const origin of origins) {
    const forecast = { origin, until: origin + HOUR, points: 12, bytes: bytesOf(origin) };
    const commit = commitOf(monitor, from, origin, { chunk: null, forecast });
    expect(await monitors.commitEvaluations([commit])).toMatchObject([{ committed: true }]);
    from = origin;
  }
}

const originsOf = async (monitors: LocalMonitors, { id }: MonitorRow, from: number, to: number): Promise<number[]> =>
  (await monitors.readForecasts(id, from, to)).map(({ origin }) => origin);

it('forecasts are kept with the evaluation, and read by origin', async () => {
  const { monitors } = await scratch.open();
  const monitor = await monitors.createMonitor(monitorOf('disk'));
  await foretell(monitors, monitor, HOUR, 2 * HOUR, 3 * HOUR);
  const [first] = await monitors.readForecasts(monitor.id, 0, HOUR);
  expect({ ...first, bytes: [...first.bytes] }).toEqual({
    origin: HOUR,
    until: 2 * HOUR,
    points: 12,
    bytes: [...bytesOf(HOUR)],
  });
  // The newest at or before the range, and those within.
  expect(await originsOf(monitors, monitor, 2 * HOUR + MINUTE, 9 * HOUR)).toEqual([2 * HOUR, 3 * HOUR]);
  expect(await originsOf(monitors, monitor, 2 * HOUR, 2 * HOUR)).toEqual([2 * HOUR]);
  expect(await originsOf(monitors, monitor, 0, HOUR - 1)).toEqual([]);
  expect(await monitors.forecastOrigins(monitor.id, 2)).toEqual([3 * HOUR, 2 * HOUR]);
});

it('a commit that is left out leaves no forecast', async () => {
  const { monitors } = await scratch.open();
  const monitor = await monitors.createMonitor(monitorOf('disk'));
  await foretell(monitors, monitor, HOUR);
  const forecast = { origin: 2 * HOUR, until: 3 * HOUR, points: 1, bytes: bytesOf(2) };
  const late = commitOf(monitor, null, 2 * HOUR, { chunk: null, forecast });
  expect(await monitors.commitEvaluations([late])).toMatchObject([{ committed: false }]);
  expect(await monitors.forecastOrigins(monitor.id, 9)).toEqual([HOUR]);
});

it('a new version forecasts from the same origin again, and bytes are counted once', async () => {
  const { monitors } = await scratch.open();
  const monitor = await monitors.createMonitor(monitorOf('disk'));
  await foretell(monitors, monitor, HOUR);
  const [{ resultBytes }] = await monitors.listMonitorStatuses(OWNER);
  expect(resultBytes).toBeGreaterThan(100);
  const change = { owner: OWNER, id: monitor.id, name: 'disk', spec: { other: 1 }, version: 1, actor: ACTOR, note: '' };
  const changed = await monitors.updateMonitor(change);
  const forecast = { origin: HOUR, until: 2 * HOUR, points: 12, bytes: bytesOf(7) };
  await monitors.commitEvaluations([commitOf(changed, null, HOUR, { chunk: null, forecast })]);
  const [kept, ...others] = await monitors.readForecasts(monitor.id, 0, HOUR);
  expect([...kept.bytes]).toEqual([...bytesOf(7)]);
  expect(others).toEqual([]);
  expect(Math.abs((await monitors.listMonitorStatuses(OWNER))[0].resultBytes - resultBytes)).toBeLessThan(30);
});

it('forecasts go when their origin is as old as results may be, with their bytes', async () => {
  const store = await scratch.open({ limits: { ...LIMITS, ages: { ...KEPT_FOR_EVER, resultsMs: DAY } } });
  const monitor = await store.monitors.createMonitor(monitorOf('disk'));
  const { now } = scratch;
  await foretell(store.monitors, monitor, now - 3 * DAY, now - 2 * DAY, now);
  expect(await store.retain()).toBe(2);
  expect(await store.monitors.forecastOrigins(monitor.id, 9)).toEqual([now]);
  const [{ resultBytes }] = await store.monitors.listMonitorStatuses(OWNER);
  expect(resultBytes).toBeGreaterThan(0);
  await store.monitors.deleteMonitor({ owner: OWNER, id: monitor.id, actor: ACTOR });
  expect(await store.monitors.forecastOrigins(monitor.id, 9)).toEqual([now]);
});

it('forecasts make room where the store is full, the oldest first, but those of the newest day', async () => {
  const store = await scratch.open({ limits: { ...LIMITS, maxBytes: 2 ** 20, ages: KEPT_FOR_EVER } });
  const monitor = await store.monitors.createMonitor(monitorOf('disk'));
  let from: number | null = null;
  for (let hour = 240; hour >= 0; hour--) {
    const origin = scratch.now - hour * HOUR;
    const bytes = new Uint8Array(Float64Array.from({ length: 800 }, (_, i) => Math.sin(origin + i) * 1e9).buffer);
    const forecast = { origin, until: origin + HOUR, points: 1, bytes };
    await store.monitors.commitEvaluations([commitOf(monitor, from, origin, { chunk: null, forecast })]);
    from = origin;
  }
  expect(await store.retain()).toBeGreaterThan(0);
  const left = await store.monitors.forecastOrigins(monitor.id, 1_000);
  expect(left[0]).toBe(scratch.now);
  expect(left.length).toBeGreaterThanOrEqual(24);
  expect(left.length).toBeLessThan(241);
  expect((await store.status()).bytes).toBeLessThan(2 ** 20);
});
