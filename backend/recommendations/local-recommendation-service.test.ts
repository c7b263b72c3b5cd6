import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import type { AlertOptions } from '../../contract/alerts.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import type { MonitorService } from '../monitors/monitor-service.ts';
import { OWNER, Scratch } from '../store/example-store.ts';
import { STRANGERS } from '../store/monitors/example-monitors.ts';
import { exampleSource } from './example-source.ts';
import { LocalRecommendationService } from './local-recommendation-service.ts';
import { starterRules } from './rules/read-rules.ts';
import type { SeriesRule } from './rules/rule.ts';

const HOUR = 3_600_000;
const ADA = { login: 'ada', role: 'Editor' } as const;
const GIB = 1024 ** 3;
const idle = starterRules().rules.find(({ id }) => id === 'service-memory-limit-idle') as SeriesRule;

let scratch: Scratch;
/** The service's clock; the store's own stands still, so that its lease lasts. */
let now: number;
let limit: (time: number) => number;
let options: Partial<AlertOptions>;
let changes: unknown[];

/** The service over a real store; there are no alerts, and one service that is given too much memory. */
async function open(): Promise<LocalRecommendationService> {
  const store = await scratch.open();
  const source = exampleSource({
    [idle.queries.usage]: [{ labels: { service: 'search' }, at: (time) => GIB * (0.5 + 0.01 * Math.sin(time / HOUR)) }],
    [idle.queries.limit]: [{ labels: { service: 'search' }, at: (time) => limit(time) }],
  });
  const alerts = {
    options: async () => ({ ...ALERT_DEFAULTS, ...options }),
    alerts: async () => ({ alerts: [], more: false }),
    incidents: async () => ({ incidents: [], more: false }),
    noteChange: async (_owner: unknown, change: unknown) => void changes.push(change),
  } as unknown as AlertService;
  const monitors = {
    list: async () => [],
    detections: async () => ({ detections: [], more: false }),
  } as unknown as MonitorService;
  return new LocalRecommendationService({
    store: store.recommendations,
    alerts,
    monitors,
    connect: () => ({ source }),
    foresee: () => Promise.reject(new Error('nothing here fills up')),
    owners: () => [OWNER],
    keeps: async () => true,
    now: () => now,
    log: () => undefined,
  });
}

beforeEach(() => {
  scratch = new Scratch();
  now = scratch.now;
  limit = () => 2 * GIB;
  options = {};
  changes = [];
});
afterEach(() => scratch.forget());

it('finds, keeps and shows one recommendation, however often it looks; nobody else sees it', async () => {
  const service = await open();
  const [found, ...others] = await service.analyse(OWNER);
  expect(others).toHaveLength(0);
  expect(found).toMatchObject({
    category: 'resource_allocation',
    componentId: 'search',
    currentValue: 2 * GIB,
    state: 'pending',
    origin: 'service-memory-limit-idle',
  });
  expect(found.expectedImprovement).toBeGreaterThan(80);
  now += HOUR;
  expect(await service.analyse(OWNER)).toHaveLength(1);
  for (const stranger of STRANGERS) {
    expect(await service.list(stranger)).toHaveLength(0);
    await expect(service.get(stranger, found.recommendationId)).rejects.toMatchObject({ code: 'not-found' });
  }
});

it('sees that an accepted one is done, measures it with what was expected, and is surer of the next', async () => {
  const service = await open();
  const [{ recommendationId: id, recommendedValue, expectedImprovement, confidence }] = await service.analyse(OWNER);
  await service.act(OWNER, id, { kind: 'accept' }, ADA);
  const changedAt = now + HOUR;
  limit = (time) => (time < changedAt ? 2 * GIB : Number(recommendedValue));
  now = changedAt + 2 * HOUR;
  const [done] = await service.analyse(OWNER);
  expect(done).toMatchObject({ state: 'done', decidedBy: 'ada' });
  expect(done.measuredImprovement).toBeCloseTo(expectedImprovement, -1);
  expect(done.measuredText).toContain('2 hours after');

  // Somebody gives it far too much again: what came true before makes the next one surer.
  limit = () => 8 * GIB;
  now += 48 * HOUR;
  const [next, before] = (await service.analyse(OWNER)).sort((a, b) => (a.state > b.state ? -1 : 1));
  expect([next.state, before.state]).toEqual(['pending', 'done']);
  expect(next.confidence).toBeGreaterThan(confidence);
});

it('says nothing below the thresholds of the options, and nothing learned where that is switched off', async () => {
  const service = await open();
  options = { minExpectedImprovement: 99 };
  expect(await service.analyse(OWNER)).toHaveLength(0);
  options = { minConfidenceThreshold: 0.99 };
  expect(await service.analyse(OWNER)).toHaveLength(0);
  options = { enableMlBased: false };
  expect(await service.analyse(OWNER)).toHaveLength(1);
});

it('keeps each configuration, and tells of what changed', async () => {
  const service = await open();
  await service.putConfig(OWNER, { id: 'cart', type: 'service', values: { pool: 10, mode: 'fast' } }, ADA);
  now += HOUR;
  await service.putConfig(OWNER, { id: 'cart', type: 'service', values: { pool: 20, mode: 'fast' } }, ADA);
  expect(changes).toEqual([{ at: now, service: 'cart', text: 'pool was set from 10 to 20' }]);
  expect(await service.configs(OWNER)).toEqual([
    { id: 'cart', type: 'service', values: { pool: 20, mode: 'fast' }, at: now },
  ]);
  expect(await service.configs(STRANGERS[0])).toEqual([]);
});

it('takes a limit that no metric tells of from the configuration of the component', async () => {
  const service = await open();
  limit = () => Number.NaN;
  expect(await service.analyse(OWNER)).toHaveLength(0);
  await service.putConfig(OWNER, { id: 'search', type: 'service', values: { memory_limit_bytes: 4 * GIB } }, ADA);
  now += 30 * HOUR;
  expect(await service.analyse(OWNER)).toMatchObject([{ componentId: 'search', currentValue: 4 * GIB }]);
});

it('refuses a decision that began from what another changed meanwhile', async () => {
  const service = await open();
  const [{ recommendationId: id }] = await service.analyse(OWNER);
  const both = await Promise.allSettled([
    service.act(OWNER, id, { kind: 'accept' }, ADA),
    service.act(OWNER, id, { kind: 'dismiss', reason: 'no' }, ADA),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
});
