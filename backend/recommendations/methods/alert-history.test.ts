import fc from 'fast-check';
import { alertSettings, findInAlerts } from './alert-history.ts';
import type { PastAlert } from './alert-history.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const firing = (start: number, minutes: number, changes: Partial<PastAlert> = {}): PastAlert => ({
  start,
  end: start + minutes * MINUTE,
  value: Number.NaN,
  isTrue: false,
  ...changes,
});
/** One an hour; every fourth lasts. */
const mixed = (isTrue: boolean) =>
  Array.from({ length: 24 }, (_, i) => firing(i * HOUR, i % 4 === 0 ? 40 : 3, { isTrue: isTrue && i % 4 === 0 }));

it('waits as long as leaves out half, and keeps what was true', () => {
  const found = findInAlerts(mixed(true), alertSettings.parse({ find: 'for' }));
  expect(found).toMatchObject({ recommended: 300, improvement: 75 });
  expect(found?.estimate.text).toContain('6 of 24 were true, and none of them is lost');
});

it('says nothing where what matters is as short as the rest', () => {
  const alerts = mixed(false).map((one, i) => ({ ...one, isTrue: i % 4 === 1 }));
  expect(findInAlerts(alerts, alertSettings.parse({ find: 'for' }))).toBeNull();
});

it('is less sure where nobody judged', () => {
  const [judged, unjudged] = [true, false].map((is) => findInAlerts(mixed(is), alertSettings.parse({ find: 'for' })));
  expect(unjudged?.confidence).toBeLessThan(judged?.confidence ?? 0);
});

it('takes firings that follow each other within moments for one', () => {
  const bursts = Array.from({ length: 30 }, (_, i) => firing(Math.floor(i / 3) * 6 * HOUR + (i % 3) * 3 * MINUTE, 2));
  expect(findInAlerts(bursts, alertSettings.parse({ find: 'keep_firing_for' }))).toMatchObject({ recommended: 60 });
  const single = Array.from({ length: 30 }, (_, i) => firing(i * 6 * HOUR, 2));
  expect(findInAlerts(single, alertSettings.parse({ find: 'keep_firing_for' }))).toBeNull();
});

it('finds a threshold on values, none where one value is unknown', () => {
  const valued = Array.from({ length: 30 }, (_, i) =>
    firing(i * HOUR, 5, { value: 90 + (i % 10), isTrue: i % 10 === 9 })
  );
  const found = findInAlerts(valued, alertSettings.parse({ find: 'threshold' }));
  expect(found?.improvement).toBeGreaterThanOrEqual(50);
  expect(found?.recommended).toBeLessThanOrEqual(99);
  const unknown = [...valued.slice(1), firing(31 * HOUR, 5)];
  expect(findInAlerts(unknown, alertSettings.parse({ find: 'threshold' }))).toBeNull();
});

it('lowers what nobody ever acted upon, and that alone', () => {
  const settings = alertSettings.parse({ find: 'severity' });
  expect(findInAlerts(mixed(false), settings)).toMatchObject({ recommended: 'info', improvement: 100 });
  expect(findInAlerts(mixed(true), settings)).toBeNull();
});

it('never loses a true one of the past it was chosen on', () => {
  const past = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.boolean()), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(past, (all) => {
      const alerts = all.map(([minutes, isTrue], i) => firing(i * 3 * HOUR, minutes, { isTrue }));
      const found = findInAlerts(alerts, alertSettings.parse({ find: 'for' }));
      const wait = Number(found?.recommended ?? 0) * 1000;
      alerts
        .filter(({ isTrue }) => isTrue)
        .forEach(({ start, end }) => expect((end ?? 0) - start).toBeGreaterThanOrEqual(wait));
    }),
    { numRuns: 60 }
  );
});
