import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import { parseEngineConfig } from '../config.ts';
import { alertOptionsChange, alertOptionsSchema, withOptions } from './options-schema.ts';

it('holds the defaults within its bounds, and the documentation has them', () => {
  expect(alertOptionsSchema.parse(ALERT_DEFAULTS)).toEqual(ALERT_DEFAULTS);
  const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'alerts.md'), 'utf8');
  const rows = [...docs.matchAll(/^\| `(\w+)` +\| `([^|]*)` +\|/gm)].map(([, name, value]) => [name, value]);
  const usual = Object.entries(ALERT_DEFAULTS).map(([name, value]) => [
    name,
    typeof value === 'string' ? value || '""' : JSON.stringify(value),
  ]);
  expect(rows.filter(([name]) => name in ALERT_DEFAULTS)).toEqual(usual);
});

it('puts what a file and a user change over the defaults, of factors too a part', () => {
  const { alerts } = parseEngineConfig({ alerts: { priorityFactors: { size: 9 }, clusteringEps: 0.3 } });
  const options = withOptions(alerts, { clusteringEps: 0.2 });
  expect(options).toEqual({
    ...ALERT_DEFAULTS,
    clusteringEps: 0.2,
    priorityFactors: { ...ALERT_DEFAULTS.priorityFactors, size: 9 },
  });
});

it.each([
  { clusteringEps: 0 },
  { escalationWebhook: 'javascript:alert(1)' },
  { alertmanagerUrl: 'file:///etc/passwd' },
  { correlationWindowMinutes: Number.NaN },
  { priorityFactors: { severity: -1 } },
  { serviceLabels: [] },
  { unknown: 1 },
])('refuses %j', (change) => {
  expect(alertOptionsChange.safeParse(change).success).toBe(false);
  expect(() => parseEngineConfig({ alerts: change })).toThrow(/alerts/);
});
