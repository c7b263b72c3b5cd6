import type { AlertFrameMeta, AlertQuery } from '../../contract/alert-query.ts';
import type { AlertOutput } from '../../contract/alerts.ts';
import type { HealthPoint } from '../frames/alerts/health-frames.ts';
import type { Frame } from '../frames/frame.ts';
import { encodeJson } from '../frames/json.ts';
import type { AlertFilter, IncidentFilter } from '../incidents/alert-service.ts';
import type { Health } from '../incidents/health/health-service.ts';
import type { AlertRecord, IncidentSummary, NoiseFigures } from '../incidents/records.ts';
import type { Recommendation } from '../recommendations/records.ts';
import { answerAlerts } from './answer-alerts.ts';
import type { AlertAnswerContext } from './answer-alerts.ts';
import { asksAlerts } from './alert-query.ts';
import { readQuery } from './query-model.ts';

const START = 1_736_841_600_000;
const MINUTE = 60_000;
const owner = { orgId: 1, datasource: 'a' };
const HOSTILE = `<img src=x onerror="alert(1)">\u0000\u202e${'x'.repeat(1_000_000)}`;

const incident = (id: string, part: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id,
  title: `Errors of ${id}`,
  state: 'open',
  severity: 'error',
  priority: 70,
  confidence: 0.9,
  startedAt: START,
  lastAlertAt: START + MINUTE,
  resolvedAt: null,
  escalatedAt: null,
  acknowledgedBy: '',
  assignee: '',
  alerts: 4,
  received: 9,
  firing: 3,
  services: ['cart', 'checkout'],
  impact: 'Two services.',
  cause: {
    service: 'cart',
    alert: 'a',
    probability: 0.82,
    evidence: [{ kind: 'first', weight: 0.5, text: 'It fired first.' }],
  },
  silencedUntil: null,
  ...part,
});

const alert = (id: string, part: Partial<AlertRecord> = {}): AlertRecord => ({
  id,
  fingerprint: id,
  source: 'alertmanager',
  name: 'HighLatency',
  service: 'cart',
  labels: { service: 'cart' },
  annotations: { summary: 'Slow' },
  severity: 'warning',
  start: START,
  end: null,
  value: null,
  url: '',
  count: 1,
  duplicateOf: null,
  duplicateReason: '',
  flapping: false,
  mutedBy: '',
  incident: 'i1',
  reasons: [],
  ...part,
});

const noise: NoiseFigures = {
  from: START,
  to: START + 10 * MINUTE,
  received: 500,
  distinct: 80,
  incidents: 3,
  actedUpon: 2,
  reduction: 0.994,
  bySource: [{ source: 'grafana', received: 500, distinct: 80 }],
  overTime: [
    { at: START, received: 200, distinct: 50, incidents: 2 },
    { at: START + 5 * MINUTE, received: 300, distinct: 30, incidents: 1 },
  ],
};

const health: Health = {
  healthScore: 65,
  activeAnomalies: 1,
  activeAlerts: 2,
  services: [{ service: 'cart', healthScore: 65, items: [] }],
  items: [
    { severity: 'critical', cost: 20, service: 'cart', title: 'Down', since: START, kind: 'alert', id: 'a' },
    { severity: 'info', cost: 5, service: 'cart', title: 'Odd', since: START, kind: 'anomaly', id: 'b' },
  ],
  history: [],
};

/** A service that pages as the real one does: `limit` rows after the one called `before`. */
function page<Row extends { readonly id: string }>(rows: readonly Row[], { limit = 100, before }: AlertFilter) {
  const first = rows.findIndex(({ id }) => id === before) + 1;
  return { rows: rows.slice(first, first + limit), more: rows.length > first + limit };
}

async function ask(
  output: AlertOutput,
  query: Partial<AlertQuery> | null = {},
  {
    incidents = [incident('i1')],
    alerts = [alert('a')],
  }: { incidents?: IncidentSummary[]; alerts?: AlertRecord[] } = {}
) {
  const filters: (AlertFilter | IncidentFilter)[] = [];
  const context: AlertAnswerContext = {
    owner,
    alerts: {
      incidents: (_owner, filter = {}) => {
        filters.push(filter);
        const { rows, more } = page(incidents, filter as AlertFilter);
        return Promise.resolve({ incidents: rows, more });
      },
      alerts: (_owner, filter = {}) => {
        filters.push(filter);
        const { rows, more } = page(alerts, filter);
        return Promise.resolve({ alerts: rows, more });
      },
      noise: () => Promise.resolve(noise),
    },
    recommendations: { list: () => Promise.resolve([{ category: 'capacity_scaling' } as Recommendation]) },
    health: {
      health: () => Promise.resolve(health),
      history: () => Promise.resolve(course),
    },
  };
  const model = { refId: 'A', output, alerts: query };
  const { frames, error } = await answerAlerts({ refId: 'A', model, from: START, to: START + 10 * MINUTE }, context);
  return { frames, error, filters };
}

const course: HealthPoint[] = [
  { at: START + MINUTE, score: 65, services: { cart: 65 } },
  { at: START + 2 * MINUTE, score: 100, services: {} },
];

const column = ({ fields }: Frame, name: string) => [...(fields.find((field) => field.name === name)?.values ?? [])];
const numbers = (frames: readonly Frame[]) => frames.map(({ name, fields }) => [name, fields.at(-1)?.values[0]]);

it('knows its queries, and other answers refuse them', () => {
  expect(asksAlerts({ output: 'noise' })).toBe(true);
  expect(asksAlerts({ output: 'scores', expr: 'up' })).toBe(false);
  expect(() => readQuery('A', { expr: 'up', output: 'incidents' }, {})).toThrow('routes of its own');
});

it('gives incidents as a table, with where to look first', async () => {
  const { frames } = await ask('incidents', null);
  expect(column(frames[0], 'time')).toEqual([START]);
  expect(column(frames[0], 'timeEnd')).toEqual([START + 10 * MINUTE]);
  expect(column(frames[0], 'cause')).toEqual(['cart']);
  expect(column(frames[0], 'text')).toEqual(['Two services. Look first at cart (82 %).']);
  expect((frames[0].meta.custom as AlertFrameMeta).nightjarAlerts).toMatchObject({ output: 'incidents', more: false });
});

it('counts what goes on at the end of the range for rules, none too, and over time', async () => {
  const incidents = [
    incident('i1', { severity: 'critical' }),
    incident('i2', { startedAt: START + 2 * MINUTE, resolvedAt: START + 4 * MINUTE }),
  ];
  const now = await ask('incidents', { shape: 'numbers', minSeverity: 'warning' }, { incidents });
  expect(numbers(now.frames)).toEqual([
    ['warning', 0],
    ['error', 0],
    ['critical', 1],
  ]);
  expect(now.filters[0]).toMatchObject({ from: START + 10 * MINUTE, minSeverity: 'warning' });
  const { frames } = await ask('incidents', { shape: 'series', minSeverity: 'error' }, { incidents });
  expect(column(frames[0], 'time')).toEqual(Array.from({ length: 11 }, (_, i) => START + i * MINUTE));
  expect(column(frames[0], 'value')).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  expect(frames[0].meta).toMatchObject({ type: 'timeseries-multi' });
});

it('reads every page up to the limit, and says where there is more', async () => {
  const alerts = Array.from({ length: 1_300 }, (_, i) => alert(`a${i}`));
  const { frames, filters } = await ask('alerts', { limit: 1_200, labels: '{team="shop"}' }, { alerts });
  expect(column(frames[0], 'id')).toHaveLength(1_200);
  expect(frames[0].meta.notices?.[0].text).toContain('1200');
  expect(filters).toHaveLength(3);
  expect(filters[0]).toMatchObject({ labels: [{ label: 'team', op: '=', value: 'shop' }] });
  const counted = await ask('alerts', { shape: 'numbers', limit: 1 }, { alerts });
  expect(numbers(counted.frames)[1]).toEqual(['warning', 1_300]);
});

it('shows hostile texts short and harmless', async () => {
  const incidents = [incident('i1', { title: HOSTILE, impact: HOSTILE })];
  const table = await ask('incidents', {}, { incidents });
  expect(String(column(table.frames[0], 'title')[0])).toMatch(/^<img src=x onerror="alert\(1\)">x{50}/);
  const { frames } = await ask('incidents', { shape: 'annotations' }, { incidents });
  const [title] = column(frames[0], 'title');
  expect(title).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;xxx');
  expect(JSON.stringify(encodeJson(frames[0])).length).toBeLessThan(5_000);
});

it('gives noise and health as numbers that rules take', async () => {
  expect(numbers((await ask('noise', { shape: 'numbers' })).frames)).toEqual([
    ['received', 500],
    ['distinct', 80],
    ['incidents', 3],
    ['acted_upon', 2],
    ['reduction', 0.994],
  ]);
  expect((await ask('noise')).frames.map((frame) => column(frame, 'value'))).toEqual([
    [200, 300],
    [50, 30],
    [2, 1],
  ]);
  const { frames } = await ask('health', { shape: 'numbers' });
  expect(numbers(frames)).toEqual([
    ['overall', 65],
    ['cart', 65],
  ]);
  const overTime = await ask('health');
  expect(overTime.frames.map((frame) => [frame.name, column(frame, 'value')])).toEqual([
    ['overall', [65, 100]],
    ['cart', [65, 100]],
  ]);
  expect(column((await ask('health', { shape: 'table', minSeverity: 'error' })).frames[0], 'title')).toEqual(['Down']);
  const counts = numbers((await ask('recommendations', { shape: 'numbers' })).frames);
  expect(counts.find(([name]) => name === 'capacity_scaling')).toEqual(['capacity_scaling', 1]);
});

it.each([
  [{ shape: 'series' }, 'has no form series'],
  [{ labels: 'team' + '==' }, 'are no matchers'],
  [{ limit: 0 }, 'limit'],
  [{ unknown: 1 }, 'unknown'],
] as [object, string][])('refuses %j', async (query, reason) => {
  const { error } = await ask('recommendations', query);
  expect(error?.code).toBe('bad-query');
  expect(error?.message).toContain(reason);
});
