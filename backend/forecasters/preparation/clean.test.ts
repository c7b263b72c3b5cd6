import * as fc from 'fast-check';
import { median } from '../../features/order-statistics.ts';
import { filled, neighboursMedian, outliersOf } from './clean.ts';

const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN));

it('takes the median of three neighbours on either side', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), (list) => {
      const values = Float64Array.from(list);
      const expected = values.map((_, i) => median(values.subarray(Math.max(0, i - 3), i + 4)));
      expect(neighboursMedian(values)).toEqual(expected);
    })
  );
});

it('fills every gap, and changes nothing that is known', () => {
  const lists = fc.array(value, { minLength: 1, maxLength: 60 }).filter((list) => list.some(Number.isFinite));
  fc.assert(
    fc.property(lists, fc.constantFrom([], [3], [4, 12]), (list, periods) => {
      const values = Float64Array.from(list);
      filled(values, periods).forEach((one, i) => expect(one).toBe(Number.isNaN(list[i]) ? one : list[i]));
      expect(filled(values, periods).every(Number.isFinite)).toBe(true);
    })
  );
});

it('goes on with a trend under a season, and bridges a gap at the end of the known by the level there', () => {
  const truth = Float64Array.from({ length: 96 }, (_, i) => i / 2 + 10 * Math.sin((2 * Math.PI * i) / 12));
  const values = truth.map((one, i) => (i >= 40 && i < 55 ? Number.NaN : one));
  filled(values, [12]).forEach((one, i) => expect(Math.abs(one - truth[i])).toBeLessThan(1.5));
});

it('finds an outlier beside gaps, and none where many values are as odd', () => {
  const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i / 3) + (i % 5) / 10);
  values[50] = 40;
  values.fill(Number.NaN, 51, 55);
  expect(outliersOf(values, [])).toEqual([50]);
  expect(
    outliersOf(
      values.map((one, i) => (i % 20 === 0 ? 40 : one)),
      []
    )
  ).toEqual([]);
});
