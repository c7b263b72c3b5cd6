import type { Request } from 'playwright-core';
import { withAlertDefaults } from '../../../contract/alert-query.ts';
import type { AlertQuery } from '../../../contract/alert-query.ts';
import { alertFrames } from '../../../backend/frames/alerts/alert-table-frames.ts';
import { incidentFrames } from '../../../backend/frames/alerts/incident-frames.ts';
import { encodeJson } from '../../../backend/frames/json.ts';
import type { AlertRecord, IncidentRecord } from '../../../backend/incidents/records.ts';
import type { FakeReply } from './monitor-replies.ts';

/** A storm of the shop as its engine tells of it, in frames that the engine's own code makes. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What an attacker writes into an alert. */
export const HOSTILE = `<img src="x" onerror="document.title='owned'"><b>bold</b>\u202e\u0007`;

export function alertRecord(id: string, part: Partial<AlertRecord> = {}, now = Date.now()): AlertRecord {
  const service = part.service ?? 'cart';
  return {
    id,
    fingerprint: id,
    source: 'alertmanager',
    name: 'HighLatency',
    service,
    labels: { alertname: 'HighLatency', service, team: 'shop' },
    annotations: { summary: `Replies of ${service} take 2.4 s.` },
    severity: 'error',
    start: now - 2 * HOUR,
    end: null,
    value: 2.4,
    url: '',
    count: 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: false,
    mutedBy: '',
    incident: 'cart',
    reasons: [{ kind: 'graph', weight: 0.6, text: `${service} calls cart.` }],
    ...part,
  };
}

/** An incident with alerts in three services, one after the other. */
export function incident(id: string, part: Partial<IncidentRecord> = {}, now = Date.now()): IncidentRecord {
  const members = ['cart', 'checkout', 'frontend'].flatMap((service, far) =>
    [0, 1].map((index) =>
      alertRecord(`${id}-${service}-${index}`, { service, incident: id, start: now - 2 * HOUR + far * 8 * MINUTE }, now)
    )
  );
  const cause = {
    service: 'cart',
    alert: members[0].id,
    probability: 0.82,
    evidence: [
      { kind: 'first' as const, weight: 0.5, text: 'It fired first, 8 minutes before the others.' },
      { kind: 'upstream' as const, weight: 0.4, text: 'The others call it.' },
    ],
  };
  return {
    id,
    title: 'Slow replies of cart, checkout and frontend',
    state: 'open',
    severity: 'critical',
    priority: 86,
    confidence: 0.93,
    startedAt: now - 2 * HOUR,
    lastAlertAt: now - 10 * MINUTE,
    resolvedAt: null,
    escalatedAt: now - HOUR,
    acknowledgedBy: '',
    assignee: '',
    alerts: 42,
    received: 120,
    firing: 37,
    services: ['cart', 'checkout', 'frontend'],
    impact: 'Three services of seven.',
    cause,
    silencedUntil: null,
    commonLabels: { team: 'shop' },
    members,
    causes: [cause, { ...cause, service: 'checkout', probability: 0.11 }],
    timeline: [{ at: now - 2 * HOUR, kind: 'opened', by: '', text: 'Opened.' }],
    similar: [],
    graph: [
      ['frontend', 'checkout'],
      ['checkout', 'cart'],
    ],
    ...part,
  };
}

/** One of each state, the last with a hostile title. */
export function incidents(now = Date.now()): IncidentRecord[] {
  return [
    incident('cart', {}, now),
    incident(
      'disk',
      {
        title: 'Disk of orders-db fills up',
        state: 'acknowledged',
        severity: 'warning',
        priority: 41,
        startedAt: now - 5 * HOUR,
        escalatedAt: null,
        alerts: 1,
        services: ['orders-db'],
        cause: null,
      },
      now
    ),
    incident(
      'odd',
      {
        title: HOSTILE,
        state: 'resolved',
        severity: 'info',
        priority: 12,
        startedAt: now - 4 * HOUR,
        resolvedAt: now - 3 * HOUR,
        escalatedAt: null,
        alerts: 3,
        services: ['search'],
      },
      now
    ),
  ];
}

/** What the route `query` answers about incidents and alerts. */
export function answerOf(all: readonly IncidentRecord[]): (request: Request) => FakeReply {
  return (request) => {
    const { queries, from, to } = request.postDataJSON() as {
      queries: { refId: string; output: string; alerts?: Partial<AlertQuery> }[];
      from: number;
      to: number;
    };
    const results = queries.map(({ refId, output, alerts }) => {
      const context = { refId, alerts: withAlertDefaults(alerts), from, to, now: Date.now(), more: false, notices: [] };
      const frames =
        output === 'alerts'
          ? alertFrames(
              all.flatMap(({ members }) => members),
              { ...context, output }
            )
          : incidentFrames(all, { ...context, output: 'incidents' });
      return [refId, { status: 200, frames: frames.map(encodeJson) }];
    });
    return { body: { results: Object.fromEntries(results) } };
  };
}
