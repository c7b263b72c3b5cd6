import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import type {
  AlertRecord,
  IncidentRecord,
  IncidentSummary,
  NoiseFigures,
  SystemHealth,
} from '../../../backend/incidents/records.ts';
import type { FakeRoutes } from './monitor-replies.ts';
import { recommendation } from './recommendation-replies.ts';

/** Replies about incidents for states that a real engine is not in on demand: a storm in a shop, in the middle of it. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const HOSTILE = {
  name: '<img src=x onerror="window.hurt = 1"> \u202egnp.exe\u0000',
  text: `<script>window.hurt = 1</script>\u001b[31m${'A very long annotation. '.repeat(45_000)}`,
} as const;

/** Service, alert, severity, minutes after the first, whether it fires still. */
const FIRED: ReadonlyArray<readonly [string, string, AlertRecord['severity'], number, boolean]> = [
  ['payment', 'PaymentErrorRateHigh', 'critical', 0, true],
  ['payment', 'PaymentLatencyP95', 'error', 1, true],
  ['payment', 'PaymentPoolExhausted', 'error', 2, true],
  ['checkout', 'CheckoutLatencyP95', 'error', 3, true],
  ['checkout', 'CheckoutErrorRateHigh', 'critical', 4, true],
  ['cart', 'CartQueueLength', 'warning', 6, true],
  ['cart', 'CartLatencyP95', 'warning', 7, false],
  ['frontend', 'FrontendErrorRateHigh', 'error', 8, true],
  ['frontend', 'SyntheticCheckFailed', 'warning', 9, true],
  ['email', 'OrderMailsDropped', 'info', 12, false],
  ['', 'ProbeSlow', 'warning', 13, true],
];

const EDGES: [string, string][] = [
  ['frontend', 'checkout'],
  ['frontend', 'cart'],
  ['frontend', 'ads'],
  ['frontend', 'recommendation'],
  ['checkout', 'payment'],
  ['checkout', 'cart'],
  ['checkout', 'email'],
  ['checkout', 'shipping'],
  ['checkout', 'currency'],
  ['recommendation', 'catalogue'],
  ['cart', 'redis'],
];

function alert(place: number, began: number): AlertRecord {
  const [service, name, severity, after, firing] = FIRED[place];
  const start = began + after * MINUTE;
  return {
    id: `a${place}`,
    fingerprint: `f${place}`,
    source: place % 4 === 3 ? 'grafana' : place % 4 === 2 ? 'monitor' : 'alertmanager',
    name,
    service,
    labels: { alertname: name, ...(service && { service }), namespace: 'shop', cluster: 'eu-1' },
    annotations: { summary: `${name} since a few minutes`, runbook: 'Look at the payment provider first.' },
    severity,
    start,
    end: firing ? null : start + 9 * MINUTE,
    value: 0.0421 * (place + 1),
    url: 'https://alertmanager.example/#/alerts',
    count: place === 1 ? 14 : 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: place === 6,
    mutedBy: '',
    incident: 'i1',
    reasons:
      place === 0
        ? []
        : [
            { kind: 'graph', weight: 0.46, text: 'checkout calls payment' },
            { kind: 'lag', weight: 0.31, text: `${after} min after PaymentErrorRateHigh` },
            { kind: 'labels', weight: 0.15, text: 'namespace=shop, cluster=eu-1' },
            { kind: 'text', weight: 0.08, text: 'error, rate' },
          ],
  };
}

export function incidentSummary(part: Partial<IncidentSummary> = {}, now = Date.now()): IncidentSummary {
  return {
    id: 'i1',
    title: 'Errors and latency of payment and 4 more services in shop',
    state: 'open',
    severity: 'critical',
    priority: 91.3,
    confidence: 0.93,
    startedAt: now - 26 * MINUTE,
    lastAlertAt: now - 13 * MINUTE,
    resolvedAt: null,
    escalatedAt: null,
    acknowledgedBy: '',
    assignee: '',
    alerts: FIRED.length,
    received: 148,
    firing: 9,
    services: ['payment', 'checkout', 'cart', 'frontend', 'email'],
    impact: 'Orders fail: 5 services, one of them of tier 1.',
    cause: {
      service: 'payment',
      alert: 'a0',
      probability: 0.71,
      evidence: [{ kind: 'first', weight: 0.5, text: 'Fired first, 3 min before any other service' }],
    },
    silencedUntil: null,
    ...part,
  };
}

export function incidentRecord(part: Partial<IncidentRecord> = {}, now = Date.now()): IncidentRecord {
  const began = now - 26 * MINUTE;
  const summary = incidentSummary({}, now);
  const members = FIRED.map((_, place) => alert(place, began));
  return {
    ...summary,
    commonLabels: { namespace: 'shop', cluster: 'eu-1' },
    members,
    causes: [
      {
        service: 'payment',
        alert: 'a0',
        probability: 0.71,
        evidence: [
          { kind: 'first', weight: 0.4, text: 'Fired first, 3 min before any other service' },
          { kind: 'upstream', weight: 0.3, text: 'checkout, frontend need it' },
          { kind: 'change', weight: 0.2, text: 'payment 1.42.0 was deployed 4 min before' },
        ],
      },
      {
        service: 'checkout',
        alert: 'a3',
        probability: 0.18,
        evidence: [{ kind: 'strongest', weight: 0.6, text: 'Its latency is the furthest from normal (score 0.98)' }],
      },
      { service: 'cart', alert: 'a5', probability: 0.06, evidence: [{ kind: 'share', weight: 0.2, text: '2 of 11' }] },
    ],
    timeline: [
      { at: began, kind: 'opened', by: '', text: 'PaymentErrorRateHigh of payment' },
      ...members
        .slice(1)
        .map(({ start, name }) => ({ at: start, kind: 'joined' as const, by: '', text: `${name} joined` })),
      { at: began + 15 * MINUTE, kind: 'comment', by: 'mara', text: 'The provider has an open incident, too.' },
      { at: began + 16 * MINUTE, kind: 'alert-ended', by: '', text: 'CartLatencyP95 ended' },
    ],
    similar: [
      {
        id: 'i0',
        title: 'Errors of payment and 3 more services in shop',
        startedAt: now - 12 * 24 * HOUR,
        resolvedAt: now - 12 * 24 * HOUR + 40 * MINUTE,
        similarity: 0.87,
        done: [
          { at: 1, kind: 'comment', by: 'noor', text: 'Pool of connections to the provider was exhausted.' },
          { at: 2, kind: 'resolve', by: 'noor', text: 'Rolled payment back to 1.41.3' },
        ],
      },
    ],
    graph: EDGES,
    ...part,
  };
}

export function openIncidents(now = Date.now()): IncidentSummary[] {
  return [
    incidentSummary({}, now),
    incidentSummary(
      {
        id: 'i2',
        title: 'Disk of db-3 fills up',
        severity: 'warning',
        priority: 44,
        state: 'acknowledged',
        acknowledgedBy: 'mara',
        assignee: 'mara',
        alerts: 2,
        firing: 2,
        received: 2,
        services: ['db'],
        impact: '',
        cause: null,
        startedAt: now - 7 * HOUR,
        silencedUntil: now + 2 * HOUR,
      },
      now
    ),
    incidentSummary(
      {
        id: 'i3',
        title: HOSTILE.name,
        severity: 'error',
        priority: 38,
        alerts: 1,
        firing: 1,
        received: 1,
        services: ['<b>search</b>'],
        impact: HOSTILE.text,
        cause: { service: '<i>search</i>', alert: 'x', probability: 1, evidence: [] },
        escalatedAt: now - 5 * MINUTE,
        startedAt: now - 70 * MINUTE,
      },
      now
    ),
  ];
}

export function systemHealth(now = Date.now()): SystemHealth {
  const item = (
    severity: SystemHealth['items'][number]['severity'],
    cost: number,
    service: string,
    title: string
  ): SystemHealth['items'][number] => ({
    severity,
    cost,
    service,
    title,
    since: now - 26 * MINUTE,
    kind: title.includes('requests') ? 'anomaly' : 'alert',
    id: title,
  });
  const items = [
    item('critical', 20, 'payment', 'PaymentErrorRateHigh'),
    item('error', 15, 'checkout', 'CheckoutLatencyP95'),
    item('warning', 10, 'cart', 'Unusual requests of cart'),
  ];
  return {
    healthScore: 55,
    activeAnomalies: 1,
    activeAlerts: 2,
    pendingRecommendations: 6,
    topRecommendations: [{ ...recommendation('r1') }],
    services: [
      { service: 'payment', healthScore: 80, items: [items[0]] },
      { service: 'checkout', healthScore: 85, items: [items[1]] },
      { service: 'cart', healthScore: 90, items: [items[2]] },
      { service: 'email', healthScore: 100, items: [] },
    ],
    items,
    history: Array.from({ length: 96 }, (_, i) => ({
      at: now - (95 - i) * 15 * MINUTE,
      healthScore: i > 93 ? 55 : i > 60 && i < 66 ? 75 : i > 40 && i < 43 ? 90 : 100,
    })),
  };
}

export function noiseFigures(now = Date.now()): NoiseFigures {
  return {
    from: now - 24 * HOUR,
    to: now,
    received: 1_284,
    distinct: 163,
    incidents: 11,
    actedUpon: 4,
    reduction: 0.9914,
    bySource: [
      { source: 'alertmanager', received: 1_102, distinct: 120 },
      { source: 'grafana', received: 130, distinct: 31 },
      { source: 'monitor', received: 52, distinct: 12 },
      { source: 'forecast', received: 0, distinct: 0 },
    ],
    overTime: Array.from({ length: 24 }, (_, i) => ({
      at: now - (24 - i) * HOUR,
      received: i === 23 ? 148 : 20 + ((i * 37) % 60),
      distinct: i === 23 ? 11 : 2 + ((i * 5) % 9),
      incidents: i % 5 === 0 ? 1 : 0,
    })),
  };
}

/** Routes of incidents in the middle of a storm; `more` wins. */
export function incidentRoutes(more: FakeRoutes = {}): FakeRoutes {
  return {
    ...more,
    ...without(more, {
      'GET incidents': (request) => {
        const states = new URL(request.url()).searchParams.getAll('state');
        const incidents = openIncidents().filter(({ state }) => states.length === 0 || states.includes(state));
        return { body: { incidents, more: false } };
      },
      'GET incidents/*': { body: incidentRecord() },
      'GET incidents/*/export': { body: { yaml: 'route:\n  group_by: [namespace, cluster]\n' } },
      'GET noise': { body: noiseFigures() },
      'GET health/system': { body: systemHealth() },
      'GET alert-options': { body: ALERT_DEFAULTS },
      'GET maintenance': { body: { windows: [] } },
    }),
  };
}

function without(more: FakeRoutes, routes: FakeRoutes): FakeRoutes {
  return Object.fromEntries(Object.entries(routes).filter(([name]) => !(name in more)));
}
