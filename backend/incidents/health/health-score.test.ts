import fc from 'fast-check';
import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import type { AlertRecord } from '../records.ts';
import { healthByService, healthItems, healthScore } from './health-score.ts';

function firing(id: string, changes: Partial<AlertRecord> = {}): AlertRecord {
  return {
    id,
    fingerprint: id,
    source: 'alertmanager',
    name: `Alert ${id}`,
    service: 'cart',
    labels: {},
    annotations: {},
    severity: 'warning',
    start: 0,
    end: null,
    value: null,
    url: '',
    count: 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: false,
    mutedBy: '',
    incident: null,
    reasons: [],
    ...changes,
  };
}

it('takes 20, 15, 10 and 5 points for each critical, error, warning and info', () => {
  const items = ALERT_SEVERITIES.map((severity) => ({ severity }));
  expect(healthScore(items)).toBe(50);
  expect(healthScore([...items, { severity: 'critical' }, { severity: 'critical' }, { severity: 'error' }])).toBe(0);
});

it('counts what fires, once, and what nobody muted', () => {
  const items = healthItems([
    firing('a', { severity: 'critical' }),
    firing('b', { duplicateOf: 'a' }),
    firing('c', { mutedBy: 'maintenance' }),
    firing('d', { end: 5 }),
    firing('e', { source: 'monitor', severity: 'error' }),
  ]);
  expect(items.map(({ id, kind, cost }) => [id, kind, cost])).toEqual([
    ['a', 'alert', 20],
    ['e', 'anomaly', 15],
  ]);
});

it('gives each service its own score, the sickest first, and 100 to those without anything', () => {
  const items = healthItems([
    firing('a', { severity: 'critical', service: 'payments' }),
    firing('b', { service: 'cart' }),
    firing('c', { service: '' }),
  ]);
  expect(healthByService(items, ['search']).map(({ service, healthScore: score }) => [service, score])).toEqual([
    ['payments', 80],
    ['cart', 90],
    ['search', 100],
  ]);
  expect(healthScore(items)).toBe(60);
});

it('is never better with one more, and never worse than its sickest service says', () => {
  const alerts = fc.array(
    fc.record({
      severity: fc.constantFrom(...ALERT_SEVERITIES),
      service: fc.constantFrom('a', 'b', ''),
      mutedBy: fc.constantFrom('', 'x'),
    }),
    { maxLength: 20 }
  );
  fc.assert(
    fc.property(alerts, (all) => {
      const items = healthItems(all.map((one, i) => firing(String(i), one)));
      const score = healthScore(items);
      expect(healthScore([...items, { severity: 'info' }])).toBeLessThanOrEqual(score);
      healthByService(items, []).forEach((service) => expect(service.healthScore).toBeGreaterThanOrEqual(score));
    }),
    { numRuns: 50 }
  );
});
