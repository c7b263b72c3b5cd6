import fc from 'fast-check';
import { combineMiddle, memberWeights } from './weights.ts';

it('members count by the inverse square of their errors, and those far off for nothing', () => {
  expect(memberWeights([1, 2], 2)).toEqual([0.8, 0.2]);
  expect(memberWeights([1, 2, 10], 2)[2]).toBe(0);
  expect(memberWeights([1, 2], 0)).toEqual([0.5, 0.5]);
});

it('what is exact speaks alone; what could not be tried counts for nothing beside what could', () => {
  expect(memberWeights([0, 1, 0], 2)).toEqual([0.5, 0, 0.5]);
  expect(memberWeights([Number.NaN, Number.NaN], 2)).toEqual([0.5, 0.5]);
  expect(memberWeights([Number.NaN, 1], 2)).toEqual([0, 1]);
});

const rowsOf = (...values: number[]): Float64Array[] => values.map((value) => Float64Array.of(value));

it('two that count alike are combined by their mean, and what counts for nothing is left out', () => {
  expect(combineMiddle(rowsOf(1, 5), [0.5, 0.5])[0]).toBeCloseTo(3, 12);
  expect(combineMiddle(rowsOf(5, Number.NaN, 1), [0.4, 0, 0.6])[0]).toBeCloseTo(0.3 * 5 + 0.7, 12);
  expect(combineMiddle(rowsOf(3), [1])[0]).toBe(3);
});

it('of four that count alike it is the mean of the middle two, however far off another goes', () => {
  expect(combineMiddle(rowsOf(4, 2, 1e9, 1), [0.25, 0.25, 0.25, 0.25])[0]).toBeCloseTo(3, 6);
  expect(combineMiddle(rowsOf(4, 2, -1e9, 5), [0.25, 0.25, 0.25, 0.25])[0]).toBeCloseTo(3, 6);
});

it('the middle lies among its rows, moves with them, rises with any one of them, and does not mind their order', () => {
  const rated = fc.record({
    value: fc.integer({ min: -50, max: 50 }),
    weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(rated, { minLength: 1, maxLength: 8 }), (list) => {
      const of = (all: typeof list) =>
        combineMiddle(
          rowsOf(...all.map(({ value }) => value)),
          all.map(({ weight }) => weight)
        )[0];
      const middle = of(list);
      const values = list.map(({ value }) => value);
      expect(middle).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(middle).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(of(list.map((one) => ({ ...one, value: one.value + 7 })))).toBeCloseTo(middle + 7, 9);
      const raised = of(list.map((one, i) => (i === 0 ? { ...one, value: one.value + 20 } : one)));
      expect(raised).toBeGreaterThanOrEqual(middle - 1e-9);
      expect(of([...list].reverse())).toBeCloseTo(middle, 9);
    })
  );
});
