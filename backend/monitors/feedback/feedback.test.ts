import fc from 'fast-check';
import { thresholdsAt } from '../../../contract/severity.ts';
import type { Judged } from './learn-rules.ts';
import { learnRules } from './learn-rules.ts';
import type { Rules } from './rules.ts';
import { lowered, readRules } from './rules.ts';
import type { Situation } from './situation.ts';
import { localClock, situationOf } from './situation.ts';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 0, 5);
const clock = localClock('UTC');

function at(hours: number, sigmas: number, key = 'cart'): Situation {
  const time = MONDAY + hours * HOUR;
  return situationOf({ key, time, value: 100 + sigmas, expected: 100, lower: 99, upper: 101 }, clock);
}

function judge(
  isTrue: boolean,
  hours: number,
  sigmas: number,
  options: { key?: string; until?: number | null; score?: number } = {}
): Judged {
  const { key = 'cart', until = null, score = 0.85 } = options;
  return { isTrue, situation: at(hours, sigmas, key), until, score, time: MONDAY + hours * HOUR };
}

const judged = fc.record({
  isTrue: fc.boolean(),
  situation: fc
    .tuple(fc.nat(24 * 28), fc.double({ min: -40, max: 40, noNaN: true }), fc.constantFrom('cart', 'search'))
    .map(([hours, sigmas, key]) => at(hours, sigmas, key)),
  until: fc.constant(null),
  score: fc.double({ min: 0.7, max: 1, noNaN: true }),
  time: fc.constant(MONDAY),
});
const verdicts = fc.array(judged, { maxLength: 20 });

const low = thresholdsAt(0.5).low;
const score = (rules: Rules | null, point: Situation, before = 0.85, time = MONDAY) =>
  rules ? lowered(before, rules, point, time) : before;

it('keeps every detection marked that was said true, and raises no score', () => {
  fc.assert(
    fc.property(verdicts, fc.double({ min: 0, max: 1, noNaN: true }), (all, sensitivity) => {
      const rules = learnRules(all, sensitivity);
      const threshold = thresholdsAt(sensitivity).low;
      for (const one of all) {
        const after = score(rules, one.situation, one.score, one.time);
        expect(after).toBeLessThanOrEqual(one.score);
        if (one.isTrue && one.score >= threshold) {
          expect(after).toBeGreaterThanOrEqual(threshold);
        }
      }
    })
  );
});

it('lowers a larger deviation no more than a smaller one of the same side and time', () => {
  fc.assert(
    fc.property(
      verdicts,
      fc.nat(24 * 7),
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (all, hours, a, b) => {
        const rules = learnRules(all, 0.5);
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(score(rules, at(hours, large))).toBeGreaterThanOrEqual(score(rules, at(hours, small)) - 1e-12);
      }
    )
  );
});

it('learns that the nightly job is no fault, whatever the day, and still marks the same rise at noon', () => {
  const rules = learnRules(
    [2, 26, 50, 74].map((hours) => judge(false, hours, 6)).concat(judge(true, 12, 6), judge(true, 37, 7)),
    0.5
  );
  expect(rules?.reach.time).toBe('hour');
  expect(score(rules, at(24 * 10 + 2, 5.5))).toBeLessThan(low);
  expect(score(rules, at(24 * 10 + 12, 6))).toBe(0.85);
});

it('learns that small rises are no fault at any time, and still marks large ones', () => {
  const rules = learnRules(
    [3, 30, 61, 80, 110].map((hours) => judge(false, hours, 4)),
    0.5
  );
  expect(rules?.reach).toEqual({ time: 'any', series: 'same' });
  expect(score(rules, at(240, 3.8))).toBeLessThan(low);
  expect(score(rules, at(240, 15))).toBe(0.85);
  expect(score(rules, at(240, -3.8))).toBe(0.85);
  expect(score(rules, at(240, 3.8, 'search'))).toBe(0.85);
});

it('carries over to series that no verdict names once verdicts on several agree', () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];
  const rules = learnRules(
    keys.map((key, i) => judge(false, 2 + 24 * i, 6, { key })),
    0.5
  );
  expect(rules?.reach.series).toBe('any');
  expect(score(rules, at(24 * 9 + 2, 6, 'f'))).toBeLessThan(low);
});

it('one verdict lowers what is like it, less where the score is high', () => {
  const rules = learnRules([judge(false, 2, 6)], 0.5);
  expect(score(rules, at(2 + 168, 6))).toBeLessThan(low);
  expect(score(rules, at(2 + 168, 6), 1)).toBeGreaterThan(0.8);
  expect(score(rules, at(14, 6))).toBe(0.85);
});

it('an expectation ends', () => {
  const until = MONDAY + 7 * 24 * HOUR;
  const rules = learnRules([judge(false, 2, 6, { until })], 0.5);
  expect(score(rules, at(2, 6), 0.85, until)).toBeLessThan(low);
  expect(score(rules, at(2, 6), 0.85, until + 1)).toBe(0.85);
});

it('without a false verdict there is nothing to learn', () => {
  expect(learnRules([], 0.5)).toBeNull();
  expect(learnRules([judge(true, 2, 6)], 0.5)).toBeNull();
});

it('is kept as JSON, and what another version wrote is no rule', () => {
  const rules = learnRules([judge(false, 2, 6), judge(true, 9, -3)], 0.5);
  expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
  expect(readRules({ format: 2 })).toBeNull();
});

it("tells hours by the monitor's clock", () => {
  const berlin = localClock('Europe/Berlin');
  expect(berlin(Date.UTC(2026, 2, 28, 23, 30))).toEqual({ hour: 0.5, hourOfWeek: 0.5 });
  expect(berlin(Date.UTC(2026, 2, 29, 2, 0))).toEqual({ hour: 4, hourOfWeek: 4 });
});

it('tells missing values and degenerate bands apart', () => {
  const point = { key: 'a', time: MONDAY, expected: 10, lower: 10, upper: 10 };
  expect(situationOf({ ...point, value: Number.NaN }, clock)).toMatchObject({ side: 0, size: 0 });
  expect(situationOf({ ...point, value: 11 }, clock).size).toBeCloseTo(Math.log10(2));
  expect(situationOf({ ...point, value: 3, expected: 0 }, clock).size).toBeCloseTo(Math.log10(4));
});
