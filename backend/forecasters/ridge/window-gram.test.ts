import fc from 'fast-check';
import { windowGrams } from './window-gram.ts';

describe('windowGrams', () => {
  it('has the sums and products of every window before each origin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 40 }),
        (list, width, early) => {
          const values = Float64Array.from(list);
          const origins = [Math.min(early, values.length), values.length];
          const grams = windowGrams(values, width, origins);
          origins.forEach((known, o) => {
            const starts = Array.from({ length: Math.max(0, known - width + 1) }, (_, t) => t);
            expect(grams[o].count).toBe(starts.length);
            for (let a = 0; a < width; a++) {
              expect(grams[o].sums[a]).toBeCloseTo(
                starts.reduce((sum, t) => sum + values[t + a], 0),
                6
              );
              for (let b = 0; b < width; b++) {
                const product = starts.reduce((sum, t) => sum + values[t + a] * values[t + b], 0);
                expect(grams[o].products[a * width + b]).toBeCloseTo(product, 6);
              }
            }
          });
        }
      )
    );
  });
});
