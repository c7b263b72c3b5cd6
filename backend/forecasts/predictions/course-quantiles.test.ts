import fc from 'fast-check';
import { wilson } from './course-quantiles.ts';

it("a share lies within its own interval, at 0 and 1 too, where rounding left it out by a hair's breadth", () => {
  expect(wilson(1, 24, 1.959963984540054).upper).toBe(1);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.nat(500),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      (n, k, z) => {
        const share = Math.min(k, n) / n;
        const { lower, upper } = wilson(share, n, z);
        return 0 <= lower && lower <= share && share <= upper && upper <= 1;
      }
    )
  );
});
