import fc from 'fast-check';
import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import { alertOf } from '../../alerts/alert-of-event.ts';
import { MINUTE, START, alertEvent } from '../example-service.ts';
import { Duplicates } from './duplicates.ts';
import { faceOf, likenessOf } from './likeness.ts';
import type { LiveAlert } from './live-alert.ts';
import { liveAlert } from './live-alert.ts';

const live = (...args: Parameters<typeof alertEvent>): LiveAlert =>
  liveAlert(alertOf(alertEvent(...args), ALERT_DEFAULTS.serviceLabels));

it('the same alert within the window repeats, one after it does not', () => {
  const duplicates = new Duplicates(() => ALERT_DEFAULTS);
  const first = live('A', 'cart', 0, { end: START + MINUTE });
  expect(duplicates.find(first)).toBeNull();
  duplicates.add(first);
  expect(duplicates.find(live('A', 'cart', 31))?.of).toBe(first);
  expect(duplicates.find(live('A', 'cart', 32))).toBeNull();
  // One that still fires is the same however long ago it began.
  first.end = null;
  expect(duplicates.find(live('A', 'cart', 600))?.of).toBe(first);
});

it('alerts of other services never repeat each other, however alike', () => {
  const duplicates = new Duplicates(() => ({ ...ALERT_DEFAULTS, similarityThreshold: 0 }));
  duplicates.add(live('A', 'cart', 0));
  expect(duplicates.find(live('A', 'pay', 0))).toBeNull();
  expect(duplicates.find(live('B', 'cart', 0))).not.toBeNull();
});

it('likeness is symmetric, within 0 and 1, and 1 for what is equal', () => {
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'));
  const alert = fc.record({ name: fc.constantFrom('HighLatency', 'Down'), labels, annotations: labels });
  fc.assert(
    fc.property(alert, alert, (one, other) => {
      const [a, b] = [faceOf(one), faceOf(other)];
      expect(likenessOf(a, b)).toBeCloseTo(likenessOf(b, a), 12);
      expect(likenessOf(a, b)).toBeGreaterThanOrEqual(0);
      expect(likenessOf(a, b)).toBeLessThanOrEqual(1 + 1e-12);
      expect(likenessOf(a, faceOf(one))).toBeCloseTo(1, 12);
    }),
    { numRuns: 50 }
  );
});
