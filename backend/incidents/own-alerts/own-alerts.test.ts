import type { WatchedForecast } from '../../monitors/forecasts/watched-forecasts.ts';
import { foundBy, monitorOf } from '../../store/monitors/example-monitors.ts';
import type { DetectionRow, MonitorRow } from '../../store/monitors/records.ts';
import { CALLER, ExampleService, MINUTE, START, exampleStore } from '../example-service.ts';
import { forecastEvent } from './forecast-events.ts';
import { OwnAlerts } from './own-alerts.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const store = exampleStore();
let example: ExampleService;
let own: OwnAlerts;
let monitor: MonitorRow;
beforeEach(async () => {
  example = new ExampleService(store);
  const spec = { name: 'Latency', labels: { team: 'shop' } };
  monitor = await store.monitors.createMonitor(monitorOf('Latency', { owner: example.owner, spec }));
  own = new OwnAlerts({
    alerts: example.service,
    monitors: {
      onDetections: () => () => undefined,
      state: () => ({ evaluates: true, reason: '', lagSeconds: 0, notices: [] }),
    },
    store: store.monitors,
    log: (_level, message) => example.said.push(message),
    now: () => example.now,
  });
});
afterEach(async () => {
  await own.close();
  await example.close();
});
afterAll(() => store.close());

function found(id: string, changes: Partial<DetectionRow> = {}): DetectionRow {
  const labels = { __name__: 'latency', service: 'cart', pod: id };
  const detail = { value: 12.34567, expected: 3, series: `latency{pod="${id}"}` };
  const open = { open: true, seriesKey: id, labels, detail, severity: 'high', owner: example.owner };
  return foundBy(monitor, id, START, { ...open, ...changes });
}

async function keep(...detections: readonly DetectionRow[]): Promise<void> {
  const [state] = await store.monitors.loadMonitorStates([monitor.id]);
  const from = state?.evaluatedTo ?? null;
  const to = (from ?? START) + MINUTE;
  const base = {
    monitor: monitor.id,
    version: monitor.version,
    status: {},
    snapshot: null,
    newSeries: [],
    chunk: null,
  };
  await store.monitors.commitEvaluations([{ ...base, from, to, detections }]);
  await own.take(detections);
  await example.service.settled(example.owner);
}

const alerts = async () =>
  (await example.service.alerts(example.owner, { duplicates: true })).alerts.sort((a, b) =>
    a.labels.pod < b.labels.pod ? -1 : 1
  );

it('a detection is an alert that goes on and ends with it; high on two series of a service, or for long, is critical', async () => {
  await keep(found('a'));
  const [alert] = await alerts();
  expect(alert).toMatchObject({
    source: 'monitor',
    name: 'Latency',
    service: 'cart',
    severity: 'error',
    labels: { alertname: 'Latency', metric: 'latency', team: 'shop', pod: 'a' },
    annotations: { summary: 'latency{pod="a"}: spike; 12.35, expected 3.', detection: 'a' },
    start: START,
    end: null,
    count: 1,
  });
  await keep(found('b'), found('hidden', { suppression: 's' }));
  expect((await alerts()).map(({ severity }) => severity)).toEqual(['critical', 'critical']);
  const ended = { open: false, end: START + 5 * MINUTE };
  await keep(found('b', ended), found('a', { end: START + 5 * MINUTE }));
  const [a, b] = await alerts();
  expect(b.labels.pod).toBe('b');
  expect(a.severity).toBe('error');
  await keep(found('a', { end: START + 15 * MINUTE }));
  expect((await alerts())[0]).toMatchObject({ severity: 'critical', count: expect.any(Number) });
  await keep(found('a', { open: false, end: START + 16 * MINUTE }));
  expect((await alerts()).map(({ end }) => end)).not.toContain(null);
  expect((await example.service.incidents(example.owner)).incidents).toMatchObject([
    { state: 'resolved', services: ['cart'] },
  ]);
});

it('what no listener heard of is found by looking: detections of before, and those that went', async () => {
  await keep();
  const detections = [found('c'), found('d', { severity: 'low' })];
  const from = START + MINUTE;
  const base = {
    monitor: monitor.id,
    version: monitor.version,
    status: {},
    snapshot: null,
    newSeries: [],
    chunk: null,
  };
  await store.monitors.commitEvaluations([{ ...base, from, to: from + MINUTE, detections }]);
  await own.look();
  await example.service.settled(example.owner);
  expect((await alerts()).map(({ severity, end }) => `${severity} ${end}`)).toEqual(['error null', 'info null']);
  await store.monitors.pauseMonitor({ owner: example.owner, id: monitor.id, paused: true, actor: CALLER });
  example.now += 10 * MINUTE;
  await own.look();
  await example.service.settled(example.owner);
  expect((await alerts()).map(({ end }) => end)).toEqual([example.now, example.now]);
});

it('a forecast is an alert while it is likely to reach its limit, the sooner the more severe', () => {
  const hits: NonNullable<WatchedForecast['hits']> = {
    limit: 9,
    side: 'above',
    isPast: false,
    probability: 0.6,
    p10: 1,
    p50: 3_600_000,
    p90: null,
    byStep: [],
  };
  const forecast = {
    monitor: { id: 'm', name: 'Disk' },
    series: 'disk',
    labels: { __name__: 'disk', service: 'db' },
    unit: 'bytes',
    origin: START,
    step: MINUTE,
    horizon: 86_400_000,
    forecaster: 'auto',
    hits,
    accuracy: { origins: 1, mase: 1, naiveMase: 1, isWorseThanNaive: false },
    mean: 5,
    lower: null,
    upper: null,
    notes: [],
  };
  const of = (changes: Partial<typeof hits>, since: number | null = null) =>
    forecastEvent({ ...forecast, hits: { ...hits, ...changes } }, since, 6, 'ds');
  expect(of({})).toMatchObject({
    source: 'forecast',
    severity: 'error',
    start: START,
    end: null,
    labels: { alertname: 'Disk', service: 'db' },
  });
  expect(of({})?.annotations.summary).toBe('disk reaches its limit in about 1h (60 % likely within the horizon).');
  expect(of({ p50: 20 * 3_600_000 })?.severity).toBe('warning');
  expect(of({ p50: null, isPast: true })?.severity).toBe('error');
  expect(of({ probability: 0.4 })).toBeNull();
  // It does not flicker: what was told ends only when it is much less likely.
  expect(of({ probability: 0.4 }, START - MINUTE)).toMatchObject({ start: START - MINUTE, end: null });
  expect(of({ probability: 0.2 }, START - MINUTE)).toMatchObject({ end: START });
  expect(forecastEvent({ ...forecast, hits: null }, null, 6, 'ds')).toBeNull();
});
