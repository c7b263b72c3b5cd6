import fc from 'fast-check';
import { emptyHold, hold } from './hold.ts';

it('lets a novelty count in full exactly where it exceeds all of the last 100', () => {
  const novelties = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(novelties, (list) => {
      const state = emptyHold();
      list.forEach((whole, i) => {
        const novelty = whole / 100;
        const exceeds = list.slice(Math.max(0, i - 100), i).every((other) => whole > other) && whole > 0;
        expect(hold(state, novelty, 0, false)).toBe(exceeds ? novelty : 0.1 * novelty);
      });
    })
  );
});

it('holds an anomaly at most of its peak while it lasts, and no weak one', () => {
  const state = emptyHold();
  expect([0.3, 0.15].map((novelty) => hold(state, novelty, 4, false))).toEqual([0.3, 0.18]);
  expect(hold(state, 0.15, 2, false)).toBeCloseTo(0.015);
  const weak = emptyHold();
  expect([0.27, 0.2].map((novelty) => hold(weak, novelty, 4, false))).toEqual([0.27, 0.1 * 0.2]);
});
