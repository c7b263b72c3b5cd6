import fc from 'fast-check';
import { meanOfCovering } from './mean-of-covering.ts';

describe('meanOfCovering', () => {
  it('is the mean of the windows that hold a point', () => {
    const instants = Int32Array.of(2, 3, 7);
    const means = meanOfCovering(Float64Array.of(1, 3, 10), instants, 3, 9);
    expect([...means]).toEqual([1, 2, 2, 3, Number.NaN, 10, 10, 10, Number.NaN]);
  });

  it('leaves out windows without a value, and is not worn by huge ones', () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(1e300), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (list, window) => {
        const instants = Int32Array.from(list, (_, i) => i + window - 1);
        const means = meanOfCovering(Float64Array.from(list), instants, window, list.length + window - 1);
        means.forEach((mean, i) => {
          const held = list.slice(Math.max(0, i - window + 1), i + 1).filter((one) => !Number.isNaN(one));
          const expected = held.length > 0 ? held.reduce((sum, one) => sum + one, 0) / held.length : Number.NaN;
          expect(mean).toBe(expected);
        });
      })
    );
  });
});
