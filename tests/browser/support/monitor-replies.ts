import type { Page, Request } from 'playwright-core';
import type {
  DetectionRecord,
  MonitorPreset,
  MonitorRecord,
  MonitorSummary,
} from '../../../backend/monitors/api-records.ts';
import { monitorSpec } from '../../../backend/monitors/monitor-spec.ts';
import { METRIC } from './history.ts';

/** Replies of the monitors' routes for states that a real engine is not in on demand. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a request is answered with: a status and a JSON body. */
export interface FakeReply {
  readonly status?: number;
  readonly body: unknown;
}

/** By `METHOD path below /api/v1`; a path ends at the query, `*` stands for one part. The last reply of several stays. */
export type FakeRoutes = Readonly<Record<string, FakeReply | ((request: Request) => FakeReply)>>;

/** Answers a page's requests to these routes; all others go to the engine. Gives every request it answered, as `METHOD path`. */
export async function answerRoutes(page: Page, routes: FakeRoutes): Promise<string[]> {
  const answered: string[] = [];
  const patterns = Object.entries(routes).map(([key, reply]) => {
    const [method, path] = key.split(' ');
    return { method, path: new RegExp(`^/api/v1/${path.replaceAll('*', '[^/]+')}$`), reply };
  });
  await page.route(/\/api\/v1\//, async (route, request) => {
    const { pathname } = new URL(request.url());
    const found = patterns.find(({ method, path }) => method === request.method() && path.test(pathname));
    if (!found) {
      return route.fallback();
    }
    answered.push(`${request.method()} ${pathname.replace('/api/v1/', '')}`);
    const { status = 200, body } = typeof found.reply === 'function' ? found.reply(request) : found.reply;
    return route.fulfill({ status, json: body });
  });
  return answered;
}

export const failure = (status: number, code: string, message: string): FakeReply => ({
  status,
  body: { error: { code, message } },
});

export function summary(id: string, part: Partial<MonitorSummary> = {}): MonitorSummary {
  const now = Date.now();
  return {
    id,
    name: id,
    labels: {},
    origin: 'ui',
    source: '',
    version: 1,
    paused: false,
    deletedAt: null,
    detector: 'seasonal',
    exprs: [METRIC],
    state: 'ok',
    stateText: '',
    evaluatedTo: now - MINUTE,
    lagSeconds: 0,
    nextFit: now + 24 * HOUR,
    lastScore: 0.21,
    sparkline: Array.from({ length: 96 }, (_, i) => (i < 8 ? null : i % 31 === 30 ? 0.86 : 0.1 + (i % 7) / 20)),
    openDetections: 0,
    cost: {
      series: 3,
      queriesAnHour: 60,
      pointsAnHour: 180,
      millisecondsAnHour: 420,
      stateBytes: 48_000,
      resultBytes: 310_000,
    },
    notices: [],
    updatedAt: now - 3 * HOUR,
    updatedBy: 'mara',
    ...part,
  };
}

/** One monitor of each state, from the page and from a file. */
export function fullList(): MonitorSummary[] {
  return [
    summary('cart', {
      name: 'Cart requests',
      state: 'anomalous',
      lastScore: 0.94,
      openDetections: 2,
      labels: { team: 'shop', tier: '1' },
    }),
    summary('payment', { name: 'Payment latency, 95th percentile', labels: { team: 'shop' }, detector: 'auto' }),
    summary('disk', {
      name: 'Disk space of databases',
      labels: { team: 'infra' },
      state: 'failing',
      stateText: 'Prometheus refuses the query: unknown function "rat". Change the query.',
      exprs: ['rat(node_filesystem_avail_bytes[5m])'],
      lastScore: null,
      sparkline: [],
    }),
    summary('queue', { name: 'Queue length', state: 'late', stateText: '9 minutes behind: 412 monitors are due.' }),
    summary('new', { name: 'Checkout errors', state: 'new', lastScore: null, sparkline: [], evaluatedTo: null }),
    summary('learn', {
      name: 'Login rate',
      state: 'learning',
      stateText: 'Waits for a day of history; 6 hours are there.',
      lastScore: null,
      sparkline: Array.from({ length: 96 }, () => null),
    }),
    summary('paused', { name: 'Black Friday', state: 'paused', paused: true }),
    summary('file', { name: 'Node CPU', origin: 'file', source: 'monitors/node.yaml', updatedBy: 'file' }),
  ];
}

export function record(part: Partial<MonitorSummary> = {}, spec: Partial<MonitorRecord['spec']> = {}): MonitorRecord {
  const base = summary('cart', { name: 'Cart requests', labels: { team: 'shop' }, ...part });
  return {
    ...base,
    spec: {
      ...monitorSpec.parse({
        name: base.name,
        description: 'Carts fill up when payment is down: look at payment first.',
        labels: base.labels,
        queries: [{ expr: METRIC }],
        detector: base.detector,
      }),
      ...spec,
    },
    verdicts: { detections: 14, true: 5, false: 3, expected: 1, precision: 5 / 9, recall: 1 },
  };
}

export function detection(id: string, part: Partial<DetectionRecord> = {}): DetectionRecord {
  const start = Date.now() - 5 * HOUR;
  return {
    id,
    monitor: 'cart',
    monitorName: 'Cart requests',
    seriesKey: 'service=cart',
    series: 'shop_requests_rate{service="cart"}',
    labels: { __name__: METRIC, service: 'cart' },
    start,
    end: start + 30 * MINUTE,
    peak: start + 10 * MINUTE,
    open: false,
    severity: 'high',
    type: 'resource_spike',
    typeProbability: 0.82,
    score: 0.97,
    confidence: 0.98,
    direction: 'above',
    value: 224.18,
    expected: 101.4,
    lower: 92.1,
    upper: 110.7,
    missing: false,
    explanation: {
      summary: 'The value was 224 where 101 was expected, 13 deviations above.',
      facts: [{ key: 'expected', label: 'Expected', value: 101.4 }],
      contributions: [],
    },
    expr: METRIC,
    detector: 'seasonal',
    step: MINUTE,
    suppression: null,
    verdict: null,
    ...part,
  };
}

export function presets(): MonitorPreset[] {
  const preset = (id: string, group: string, title: string, text: string, expr: string): MonitorPreset => ({
    id,
    group,
    title,
    summary: text,
    metrics: [],
    spec: monitorSpec.parse({ name: title, queries: [{ expr }], labels: { preset: id } }),
  });
  return [
    preset('node-cpu', 'node-exporter', 'CPU in use', 'Machines that work more or less than usual.', METRIC),
    preset('node-disk', 'node-exporter', 'Disk space', 'Disks that fill up faster than usual.', METRIC),
    preset('http-errors', 'HTTP services', 'Errors', 'Services that answer with errors more often.', METRIC),
  ];
}
