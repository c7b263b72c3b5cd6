import fc from 'fast-check';
import { transformOf, turn, turnBack } from './transform.ts';

const KINDS = ['log', 'sqrt', 'none'] as const;
const series = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 });

describe('transformOf', () => {
  it('turns every value back to itself', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(...KINDS), (list, kind) => {
        const transform = transformOf(kind, Float64Array.from(list));
        const range = Math.max(...list) - Math.min(...list);
        fc.pre(range > 1e-6);
        for (const value of list) {
          expect(Math.abs(turnBack(transform, turn(transform, value)) - value)).toBeLessThan(
            1e-6 * (range + Math.abs(value))
          );
        }
      })
    );
  });

  it('adds nothing where all values are well above 0', () => {
    expect(transformOf('log', Float64Array.of(100, 101, 102)).offset).toBe(0);
    expect(transformOf('sqrt', Float64Array.of(0, 1, 4)).offset).toBe(0);
    expect(transformOf('log', Float64Array.of(0, 1, 4)).offset).toBeGreaterThan(0);
  });

  it.each(KINDS)('stays finite for values of any size: %s', (kind) => {
    const transform = transformOf(kind, Float64Array.of(1, 2, 3, 4));
    for (const value of [-1e300, -1, 0, 1e300]) {
      expect(Number.isFinite(turnBack(transform, turn(transform, value)))).toBe(true);
    }
  });
});
