import fc from 'fast-check';
import { newestInstant, nextDue } from './instants.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 30);
const ids = Array.from({ length: 1_000 }, (_, i) => `monitor-${i}`);

it('spreads a thousand monitors evenly over their minute, each at the same moment of every interval', () => {
  const perSecond = new Map<number, number>();
  for (const id of ids) {
    const due = nextDue(id, { every: 60_000 }, NOW);
    expect(due).toBeGreaterThan(NOW);
    expect(due).toBeLessThanOrEqual(NOW + 60_000);
    expect(nextDue(id, { every: 60_000 }, due)).toBe(due + 60_000);
    const second = Math.floor((due % 60_000) / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  expect(perSecond.size).toBe(60);
  expect(Math.max(...perSecond.values())).toBeLessThan(40);
});

it('is due within a minute of the instants of a long interval', () => {
  for (const id of ids.slice(0, 50)) {
    expect(nextDue(id, { every: 3_600_000 }, NOW) % 3_600_000).toBeLessThan(60_000);
  }
});

it('never asks for an instant before its data can be there', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(15_000, 60_000, 300_000),
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 0, max: 86_400_000 }),
      (step, delay, after) => {
        const newest = newestInstant({ step, every: step, delay }, NOW + after);
        expect(newest % step).toBe(0);
        expect(newest).toBeLessThanOrEqual(NOW + after - Math.max(2_000, delay));
        expect(newest).toBeGreaterThan(NOW + after - Math.max(2_000, delay) - step);
      }
    )
  );
});
