import { forecastsOf } from '../../backend/monitors/forecasts/forecast-records.ts';
import { readForecasts } from '../../backend/monitors/forecasts/read-forecasts.ts';
import { watchedForecasts } from '../../backend/monitors/forecasts/watched-forecasts.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { WorkerPool } from '../../backend/workers/pool.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import { ACTOR, DAY, ForecastBench, HOUR, MINUTE, OWNER, sourceOf } from './forecast-bench.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const START = Date.UTC(2026, 0, 12, 10, 20) + 30_000;
/** A disk that fills by 1 % an hour, 80 % full at the start, and one that never fills. */
const filling = (time: number): number => 80 + (time - START) / HOUR;
const steady = (time: number): number => 40 + 5 * Math.sin((2 * Math.PI * time) / DAY);
const SERIES = {
  disk_used: [
    { labels: { __name__: 'disk_used', device: 'a' }, at: filling },
    { labels: { __name__: 'disk_used', device: 'b' }, at: steady },
  ],
  disk_size: [
    { labels: { __name__: 'disk_size', device: 'a' }, at: () => 90 },
    { labels: { __name__: 'disk_size', device: 'b' }, at: () => 90 },
  ],
};
const disks = (changes: object = {}) => ({
  name: 'Disks',
  queries: [{ expr: 'disk_used' }],
  step: '10m',
  training: { window: '3d' },
  forecast: { forecaster: 'seasonal-naive', horizon: '1d', limit: { expr: 'disk_size' } },
  ...changes,
});

const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
afterAll(() => pool.close());

const MSTL = { forecaster: 'mstl', horizon: '1d', limit: { expr: 'disk_size' } };

let bench: ForecastBench;
const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  bench = new ForecastBench(
    pool,
    sourceOf(SERIES, (expr) => void asked.push(expr)),
    START
  );
});
afterEach(() => bench.close());

const originsOf = ({ id }: MonitorRow): Promise<number[]> => bench.store.monitors.forecastOrigins(id, 100);
const statusOf = async () => (await bench.store.monitors.listMonitorStatuses(OWNER))[0];

describe('on schedule', () => {
  it('leaves no timer behind once it is closed', async () => {
    const made = jest.spyOn(globalThis, 'setTimeout');
    for (let i = 0; i < 6; i++) {
      await bench.make(disks({ name: `Disks ${i}` }));
    }
    await bench.pass(0);
    await bench.pass(HOUR);
    await bench.evaluator.close();
    const timers = made.mock.results.map(({ value }) => value as NodeJS.Timeout & { readonly _destroyed: boolean });
    made.mockRestore();
    expect(timers.length).toBeGreaterThan(0);
    expect(timers.filter((timer) => timer.hasRef() && !timer._destroyed)).toEqual([]);
  });

  it('foretells at once and then once an interval, from the newest instant', async () => {
    const monitor = await bench.make(disks());
    await bench.pass(0);
    expect(await originsOf(monitor)).toEqual([Date.UTC(2026, 0, 12, 10, 20)]);
    for (let tick = 0; tick < 8; tick++) {
      await bench.pass(15 * MINUTE);
    }
    const origins = await originsOf(monitor);
    expect(origins).toHaveLength(3);
    expect(origins[0] - origins[1]).toBe(HOUR);
    expect(bench.failures).toEqual([]);
    const { status, evaluatedTo } = await statusOf();
    expect(evaluatedTo).toBe(origins[0]);
    expect(status).toMatchObject({ series: 2, scored: 2, failure: null, warnings: [] });
    expect(status.summary).toBe('1 of 2 series likely past the limit within 1d.');
  });

  it('a restart foretells nothing twice, and what was missed is not made up', async () => {
    const monitor = await bench.make(disks());
    await bench.pass(0);
    await bench.restart();
    await bench.pass(MINUTE);
    expect(await originsOf(monitor)).toHaveLength(1);
    bench.now += 5 * HOUR;
    await bench.restart();
    await bench.pass(MINUTE);
    const origins = await originsOf(monitor);
    expect(origins).toHaveLength(2);
    expect(origins[0]).toBeGreaterThan(bench.now - 11 * MINUTE);
  });

  it('a new version foretells anew, at the same origin in the place of the older one', async () => {
    const monitor = await bench.make(disks());
    await bench.pass(0);
    const spec = monitorSpec.parse(disks({ forecast: { forecaster: 'seasonal-naive', horizon: '2h' } }));
    const { id, name, version, owner } = monitor;
    const changed = await bench.store.monitors.updateMonitor({
      owner,
      id,
      name,
      version,
      spec,
      actor: ACTOR,
      note: '',
    });
    bench.evaluator.take(changed);
    await bench.pass(0);
    const { origins, forecasts } = await forecastsOf(bench.store.monitors, changed, {});
    expect(origins).toHaveLength(1);
    expect(forecasts.map(({ forecaster, hits, mean }) => [forecaster, hits, mean.length])).toEqual([
      ['seasonal-naive', null, 12],
      ['seasonal-naive', null, 12],
    ]);
  });

  it('says what fails, and goes on when it no longer does', async () => {
    const { source } = bench;
    bench.source = { identity: 'away', queryRange: () => Promise.reject(new Error('away')) };
    const monitor = await bench.make(disks());
    await bench.pass(0);
    expect(await originsOf(monitor)).toEqual([]);
    expect(bench.failures).toHaveLength(1);
    bench.source = source;
    await bench.pass(MINUTE);
    expect(await originsOf(monitor)).toHaveLength(1);
  });

  it('says when a query gives nothing', async () => {
    const monitor = await bench.make(disks({ queries: [{ expr: 'nothing' }] }));
    await bench.pass(0);
    expect((await statusOf()).status).toMatchObject({ series: 0, failure: null });
    const { forecasts } = await forecastsOf(bench.store.monitors, monitor, {});
    expect(forecasts).toEqual([]);
    await bench.restart();
    await bench.pass(MINUTE);
    expect(bench.failures).toEqual([]);
  });
});

describe('what is read', () => {
  it('the newest forecast with its past, its limit and earlier ones', async () => {
    const monitor = await bench.make(disks({ forecast: { forecaster: 'mstl', horizon: '2h', limit: { value: 90 } } }));
    await bench.pass(0);
    for (let hour = 0; hour < 3; hour++) {
      await bench.pass(HOUR);
    }
    const { origins, forecasts } = await forecastsOf(bench.store.monitors, monitor, {});
    const [a, ...others] = forecasts;
    expect(others).toHaveLength(1);
    expect(a.labels).toEqual({ __name__: 'disk_used', device: 'a' });
    expect(a.origin).toBe(origins[0]);
    expect(a.times[0]).toBe(a.origin + 10 * MINUTE);
    expect(a.history.times.at(-1)).toBe(a.origin);
    expect(a.history.values.at(-1)).toBeCloseTo(filling(a.origin), 4);
    expect(a.history.times.length).toBeGreaterThanOrEqual(200);
    expect(a.hits).toMatchObject({ limit: 90, side: 'above', isPast: false });
    expect(a.hits?.byStep).toHaveLength(12);
    expect(a.earlier.length).toBeGreaterThan(0);
    expect(a.earlier[0].origin).toBeLessThanOrEqual(a.origin - 2 * HOUR);
    // It goes on as it does: 1 % an hour.
    expect(Math.abs(a.mean[11] - filling(a.times[11]))).toBeLessThan(0.5);
  });

  it('what was foretold then, by origin and labels', async () => {
    const monitor = await bench.make(disks({ forecast: MSTL }));
    await bench.pass(0);
    const [first] = (await forecastsOf(bench.store.monitors, monitor, {})).forecasts;
    await bench.pass(2 * HOUR);
    const matchers = [{ label: 'device', op: '=', value: 'a' }] as const;
    const then = await forecastsOf(bench.store.monitors, monitor, { origin: first.origin + MINUTE, matchers });
    expect(then.forecasts).toHaveLength(1);
    const { mean, intervals, hits, history } = then.forecasts[0];
    expect({ mean, intervals, hits }).toEqual({ mean: first.mean, intervals: first.intervals, hits: first.hits });
    // What came since is there to hold it against.
    expect(history.times.at(-1)).toBeGreaterThan(first.origin);
    await expect(forecastsOf(bench.store.monitors, monitor, { origin: first.origin - 1 })).rejects.toThrow(
      'Nothing was foretold then'
    );
  });

  it('the list is by urgency, and only the owner sees it', async () => {
    await bench.make(disks({ forecast: MSTL }));
    await bench.make(disks({ name: 'Past', forecast: { forecaster: 'mstl', horizon: '1d', limit: { value: 60 } } }));
    await bench.make(disks({ name: 'No limit', forecast: { forecaster: 'mstl' } }));
    await bench.pass(0);
    const rows = await watchedForecasts(bench.store.monitors, OWNER);
    expect(rows.map(({ monitor, labels, hits }) => [monitor.name, labels.device, hits?.isPast ?? null])).toEqual([
      ['Past', 'a', true],
      ['Disks', 'a', false],
      ...rows.slice(2).map(({ monitor, labels, hits }) => [monitor.name, labels.device, hits?.isPast ?? null]),
    ]);
    expect(rows).toHaveLength(6);
    expect(rows[1].hits?.p50).toBeGreaterThan(8 * HOUR);
    expect(rows[1].hits?.p50).toBeLessThan(12 * HOUR);
    expect(rows[1].mean).toBeCloseTo(filling(rows[1].origin + DAY), -1);
    expect(await watchedForecasts(bench.store.monitors, { orgId: 2, datasource: 'one' })).toEqual([]);
  });

  it('several queries are told apart, and their limit is asked for once', async () => {
    const monitor = await bench.make(
      disks({
        queries: [{ expr: 'disk_used' }, { expr: 'disk_size' }],
        forecast: { forecaster: 'mstl', limit: { expr: 'disk_size' } },
      })
    );
    await bench.pass(0);
    const { series } = await readForecasts(bench.store.monitors, monitor, 0, 1e15);
    expect(series.map(({ labels }) => labels.query).sort()).toEqual(['A', 'A', 'B', 'B']);
    expect(asked.sort()).toEqual(['disk_size', 'disk_size', 'disk_used']);
  });
});
