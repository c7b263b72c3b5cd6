import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { exportIncident } from './exporter.ts';
import type { AlertRecord, IncidentRecord } from './records.ts';

function member(id: string, labels: Record<string, string>): AlertRecord {
  return {
    id,
    fingerprint: id,
    source: 'alertmanager',
    name: labels.alertname,
    service: labels.service ?? '',
    labels,
    annotations: {},
    severity: 'error',
    start: 0,
    end: null,
    value: null,
    url: '',
    count: 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: false,
    mutedBy: '',
    incident: 'i',
    reasons: [],
  };
}

function incident(members: AlertRecord[], causeOf?: AlertRecord): IncidentRecord {
  const causes = causeOf ? [{ service: causeOf.service, alert: causeOf.id, probability: 0.8, evidence: [] }] : [];
  return {
    id: 'i',
    title: 'Redis is down',
    state: 'open',
    severity: 'error',
    priority: 70,
    confidence: 0.9,
    startedAt: 0,
    lastAlertAt: 0,
    resolvedAt: null,
    escalatedAt: null,
    acknowledgedBy: '',
    assignee: '',
    alerts: members.length,
    received: members.length,
    firing: members.length,
    services: [...new Set(members.map(({ service }) => service))],
    impact: '',
    cause: causes[0] ?? null,
    silencedUntil: null,
    commonLabels: {},
    members,
    causes,
    timeline: [],
    similar: [],
    graph: [],
  };
}

const redis = member('a', { alertname: 'RedisDown', service: 'redis-cart', namespace: 'shop', severity: 'critical' });
const cart = member('b', { alertname: 'HighErrorRate', service: 'cart', namespace: 'shop', severity: 'error' });
const shop = member('c', { alertname: 'HighErrorRate', service: 'frontend', namespace: 'shop', severity: 'error' });
const hostile = member('d', {
  alertname: 'He said "a|b\\c" (.*)',
  service: 'x"y\\z\n- evil: true',
  namespace: 'shop',
  'not a name': 'x',
  '': '',
});

const hasAmtool = spawnSync('amtool', ['--version']).status === 0;

/** Alertmanager's own verdict on a configuration; nothing where amtool is not installed. */
function checked(yaml: string): void {
  if (!hasAmtool) {
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-export-'));
  try {
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, yaml);
    const { status, stdout, stderr } = spawnSync('amtool', ['check-config', file], { encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toContain('SUCCESS');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('groups by what all alerts share, and lets the cause silence its consequences', () => {
  const yaml = exportIncident(incident([redis, cart, shop], redis));
  const config = parse(yaml) as { route: { routes: object[] }; inhibit_rules: object[] };
  expect(config.route.routes).toEqual([
    expect.objectContaining({
      matchers: ['alertname=~"HighErrorRate|RedisDown"', 'namespace="shop"'],
      group_by: ['namespace'],
    }),
  ]);
  expect(config.inhibit_rules).toEqual([
    {
      source_matchers: ['alertname="RedisDown"', 'service="redis-cart"'],
      target_matchers: ['alertname="HighErrorRate"', 'service=~"cart|frontend"'],
      equal: ['namespace'],
    },
  ]);
  expect(yaml).toContain('# Most likely cause: redis-cart (80 %).');
  checked(yaml);
});

it('makes no inhibition without a cause, or without anything to inhibit', () => {
  expect(parse(exportIncident(incident([redis, cart])))).not.toHaveProperty('inhibit_rules');
  expect(parse(exportIncident(incident([redis], redis)))).not.toHaveProperty('inhibit_rules');
});

it('writes hostile labels so that they stay text, and leaves out what no matcher can name', () => {
  const title = 'a\nroute: {}\u0007';
  const yaml = exportIncident({ ...incident([redis, cart, hostile], redis), title });
  expect(Object.keys(parse(yaml) as object)).toEqual(['route', 'inhibit_rules', 'receivers']);
  expect(yaml.replace(/^#.*$/gm, '')).not.toContain('evil');
  expect(yaml).toContain('He said');
  checked(yaml);
});

it('gives a configuration for an incident whose alerts share nothing', () => {
  const one = member('x', { alertname: '\u0000' });
  checked(exportIncident(incident([one, shop], one)));
  checked(exportIncident(incident([])));
});
