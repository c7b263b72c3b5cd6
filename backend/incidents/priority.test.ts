import { ALERT_DEFAULTS, ALERT_SEVERITIES } from '../../contract/alerts.ts';
import { commonLabels, cut, titleOf } from './describe-incident.ts';
import { priorityOf } from './priority.ts';

const { priorityFactors } = ALERT_DEFAULTS;
const FACTS = { severity: 'error' as const, alerts: 3, services: ['cart'], duration: 0, escalated: false };

it('rises with severity, size, breadth, tier, duration and escalation, and stays within 100', () => {
  const of = (changes: Partial<Parameters<typeof priorityOf>[0]>, tiers = {}) =>
    priorityOf({ ...FACTS, ...changes }, priorityFactors, tiers);
  const severities = ALERT_SEVERITIES.map((severity) => of({ severity }));
  expect(severities).toEqual([...severities].sort((a, b) => a - b));
  expect(new Set(severities).size).toBe(4);
  expect(of({ alerts: 30 })).toBeGreaterThan(of({}));
  expect(of({ services: ['cart', 'pay'] })).toBeGreaterThan(of({}));
  expect(of({}, { cart: 1 })).toBeGreaterThan(of({}));
  expect(of({}, { cart: 5 })).toBeLessThan(of({}));
  expect(of({ duration: 3_600_000 })).toBeGreaterThan(of({}));
  expect(of({ escalated: true })).toBeCloseTo(of({}) + 20);
  const most = of({
    severity: 'critical',
    alerts: 1e6,
    services: Array(99).fill('x') as string[],
    duration: 1e12,
    escalated: true,
  });
  expect(most).toBe(100);
});

it('only the ratios of factors count, and one alone decides', () => {
  const doubled = Object.fromEntries(Object.entries(priorityFactors).map(([name, factor]) => [name, 2 * factor]));
  expect(priorityOf(FACTS, { ...priorityFactors, ...doubled }, {})).toBe(priorityOf(FACTS, priorityFactors, {}));
  const severityAlone = { severity: 1, size: 0, breadth: 0, tier: 0, duration: 0 };
  expect(priorityOf({ ...FACTS, severity: 'critical' }, severityAlone, {})).toBe(100);
});

it('titles say what is common, on one line, and not more than fits', () => {
  const told = (name: string, service: string) => ({ name, service, labels: { a: name, b: 'x' } });
  expect(titleOf([told('Slow', 'cart')], '')).toBe('Slow on cart');
  expect(titleOf([told('Slow', 'cart'), told('Slow', 'pay')], 'pay')).toBe('Slow on pay, cart');
  expect(titleOf([told('Slow', 'cart'), told('Slow', 'cart'), told('Down', '')], '')).toBe(
    'cart: Slow and 1 other alert'
  );
  expect(titleOf([told('<b>\u0000x\n\u2028y</b>', '')], '')).toBe('<b> x y</b>');
  expect(titleOf([told('n'.repeat(1e6), 's'.repeat(1e6))], '').length).toBeLessThanOrEqual(160);
  expect(cut('😀😀😀', 4)).toBe('😀…');
  expect(commonLabels([told('A', ''), told('B', '')])).toEqual({ b: 'x' });
});
