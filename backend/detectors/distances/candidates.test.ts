import fc from 'fast-check';
import { atLeastKth, leaveOut, pickMembers, pickSingles } from './candidates.ts';
import { LeftOut } from './separation.ts';

const bitsOf = (numbers: Float32Array) => new Int32Array(numbers.buffer);
const places = (count: number) => Int32Array.from({ length: count }, (_, i) => i);
/** What float32 makes of squared distances: rounding makes some that are next to nothing negative. */
const estimate = fc.oneof(
  fc.float({ min: 0, noNaN: true }),
  fc.float({ min: Math.fround(-1e-3), max: 0, noNaN: true }),
  fc.constant(Number.POSITIVE_INFINITY)
);

describe('atLeastKth', () => {
  it('is a number that at least k do not exceed, infinity where fewer are finite', () => {
    fc.assert(
      fc.property(fc.array(estimate, { minLength: 2, maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (list, k) => {
        const numbers = Float32Array.from(list.length % 2 === 0 ? list : list.slice(1));
        const found = atLeastKth(bitsOf(numbers), 0, numbers.length, k);
        const finite = numbers.filter(Number.isFinite).length;
        expect(found === Number.POSITIVE_INFINITY).toBe(finite < k);
        expect(numbers.filter((number) => number <= found).length).toBeGreaterThanOrEqual(Math.min(k, finite));
      })
    );
  });

  it('is hardly more than the k-th of numbers that differ', () => {
    const numbers = Float32Array.from({ length: 42 }, (_, i) => 1 + ((i * 17) % 42) / 7);
    const found = atLeastKth(bitsOf(numbers), 0, 42, 20);
    const within = numbers.filter((number) => number <= found).length;
    expect(within).toBeGreaterThanOrEqual(20);
    expect(within).toBeLessThanOrEqual(22);
  });
});

describe('pickSingles', () => {
  it('picks every finite number within the limit and none well above', () => {
    fc.assert(
      fc.property(
        fc.array(estimate, { maxLength: 30 }),
        fc.double({ min: 0, max: 1e38, noNaN: true }),
        (list, limit) => {
          const numbers = Float32Array.from([7, ...list]);
          const picked = new Int32Array(list.length + 1);
          const count = pickSingles(bitsOf(numbers), 1, list.length, limit, picked);
          const chosen = [...picked.subarray(0, count)];
          list.forEach((number, i) => {
            if (number <= limit && Number.isFinite(number)) {
              expect(chosen).toContain(i);
            }
          });
          for (const i of chosen) {
            expect(list[i]).toBeLessThanOrEqual(limit * (1 + 2 ** -21) + 1e-44);
          }
        }
      )
    );
  });
});

describe('pickMembers', () => {
  it('picks members of near groups, without those left out', () => {
    // Six references in three groups of two, a chunk each; places 2 and 3 (the second group) and 4 are left out.
    const groups = Float32Array.of(5, 1, 2);
    const chunks = groups.slice();
    const least = { groups, groupBits: bitsOf(groups), chunks, chunkBits: bitsOf(chunks) };
    const parting = { members: 2, groups: 3, chunks: 3 };
    const leftOut = new LeftOut({ queries: Int32Array.of(3), references: places(6), zone: 2 });
    leftOut.goTo(0);
    leaveOut(least, 0, parting, leftOut);
    expect([...groups]).toEqual([5, Infinity, 2]);
    expect([...chunks]).toEqual([5, Infinity, 2]);
    const picked = new Int32Array(7);
    expect(pickMembers(least, 0, parting, 4, 6, leftOut, picked)).toBe(1);
    expect(picked[0]).toBe(5);
  });
});
