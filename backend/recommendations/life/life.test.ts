import fc from 'fast-check';
import type { Finding } from '../finding.ts';
import { starterRules } from '../rules/read-rules.ts';
import { decide } from './decide.ts';
import { learnedConfidence, priorityOf } from './judge.ts';
import { aged, newRecommendation, renewed } from './kept.ts';
import { fillIn, valueText } from './words.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 5);
const ADA = { login: 'ada', role: 'Editor' } as const;
const rule = starterRules().rules.find(({ id }) => id === 'service-disk-filling');
const finding = (recommended = 2 ** 37, current = 2 ** 36): Finding => ({
  rule: rule as Finding['rule'],
  labels: { service: 'orders-db' },
  componentType: 'service',
  componentId: 'orders-db',
  current,
  recommended,
  improvement: 80,
  confidence: 0.9,
  urgency: 0.5,
  estimate: { method: 'forecast', text: 'Tried.', samples: 10 },
  kept: { horizon: DAY },
});
const fresh = (recommended?: number, current?: number) => newRecommendation(finding(recommended, current), [], NOW);

it('says in words what was found', () => {
  const { shown } = fresh();
  expect(shown).toMatchObject({ title: 'The disk of orders-db fills up', state: 'pending', expectedImprovement: 80 });
  expect(shown.implementationSteps).toContain('Grow the disk to 128 GiB.');
  expect(valueText(0.123456, '')).toBe('0.123');
  expect(valueText(0, 'bytes')).toBe('0 bytes');
  expect(fillIn('{a} {b} {constructor}', { a: '{b}' }, { component: '', current: '', recommended: '' })).toBe(
    '{b} {b} {constructor}'
  );
});

it('is one recommendation however often it is found, and keeps what people decided', () => {
  const first = fresh();
  expect(fresh(2 ** 38).identity).toBe(first.identity);
  expect(renewed(first, fresh(2 ** 38), NOW + DAY)?.shown).toMatchObject({
    recommendedValue: 2 ** 38,
    state: 'pending',
  });
  const accepted = decide(first, { kind: 'accept' }, ADA, NOW);
  expect(renewed(accepted, fresh(2 ** 38), NOW)).toBeNull();
  const dismissed = decide(first, { kind: 'dismiss', reason: 'too dear' }, ADA, NOW);
  expect(dismissed.shown).toMatchObject({ state: 'dismissed', reason: 'too dear', decidedBy: 'ada' });
  expect(renewed(dismissed, fresh(), NOW + DAY)).toBeNull();
  expect(renewed(dismissed, fresh(2 ** 38), NOW + DAY)?.shown.state).toBe('pending');
  expect(renewed(dismissed, fresh(), NOW + 31 * DAY)?.shown.state).toBe('pending');
  const snoozed = decide(first, { kind: 'snooze', until: NOW + DAY }, ADA, NOW);
  expect(renewed(snoozed, fresh(2 ** 38), NOW)?.shown).toMatchObject({ state: 'snoozed', recommendedValue: 2 ** 38 });
});

it('follows a done one with one of its own id, so that what became of it stays known', () => {
  const done = decide(fresh(), { kind: 'done' }, ADA, NOW);
  expect(renewed(done, fresh(2 ** 37, 2 ** 37), NOW + 2 * DAY)).toBeNull();
  // Said to be done, and never changed.
  expect(renewed(done, fresh(), NOW + 2 * DAY)).not.toBeNull();
  const next = renewed(done, fresh(2 ** 38, 2 ** 37), NOW + 2 * DAY);
  expect(next?.revision).toBe(0);
  expect(next?.identity).toBe(done.identity);
  expect(next?.shown.recommendationId).not.toBe(done.shown.recommendationId);
});

it('brings snoozed ones back, and ends those that nobody decided of', () => {
  const snoozed = decide(fresh(), { kind: 'snooze', until: NOW + DAY }, ADA, NOW);
  expect(aged(snoozed, NOW + DAY - 1)).toBeNull();
  expect(aged(snoozed, NOW + DAY)?.shown).toMatchObject({ state: 'pending', snoozedUntil: null });
  expect(aged(fresh(), NOW + 8 * DAY)?.shown.state).toBe('expired');
  expect(aged(decide(fresh(), { kind: 'accept' }, ADA, NOW), NOW + 8 * DAY)).toBeNull();
});

it('refuses what is not to be done', () => {
  const done = decide(fresh(), { kind: 'done' }, ADA, NOW);
  expect(() => decide(done, { kind: 'accept' }, ADA, NOW)).toThrow(
    'This recommendation is done: it cannot be accepted now.'
  );
  expect(() => decide(fresh(), { kind: 'dismiss', reason: '  ' }, ADA, NOW)).toThrow('Say why');
  expect(() => decide(fresh(), { kind: 'snooze', until: NOW - 1 }, ADA, NOW)).toThrow('until a time to come');
  expect(decide(done, { kind: 'reopen' }, ADA, NOW + 9 * DAY).shown).toMatchObject({
    state: 'pending',
    measuredImprovement: null,
  });
});

it('learns from outcomes of its own origin alone', () => {
  const outcome = (origin: string, measured: number) => ({ origin, expected: 40, measured });
  expect(learnedConfidence(0.8, 'a', [])).toBeCloseTo(0.8);
  expect(learnedConfidence(0.8, 'a', [outcome('b', 0)])).toBeCloseTo(0.8);
  expect(learnedConfidence(0.8, 'a', [outcome('a', 30)])).toBeGreaterThan(0.8);
  expect(learnedConfidence(0.8, 'a', [outcome('a', 5), outcome('a', -10)])).toBeCloseTo((4 * 0.8) / 6);
});

it('puts first what helps more, surer and sooner', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const easy = { estimatedEffort: 'low', riskLevel: 'low' } as const;
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), share, share, (improvement, confidence, urgency) => {
      const priority = priorityOf({ improvement, confidence, urgency }, easy);
      expect(priority).toBeGreaterThanOrEqual(0);
      expect(priority).toBeLessThanOrEqual(100);
      expect(priorityOf({ improvement: improvement + 5, confidence, urgency }, easy)).toBeGreaterThanOrEqual(priority);
      expect(
        priorityOf({ improvement, confidence, urgency }, { estimatedEffort: 'high', riskLevel: 'high' })
      ).toBeLessThanOrEqual(priority);
    }),
    { numRuns: 50 }
  );
});
