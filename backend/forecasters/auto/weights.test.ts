import { combine, memberWeights } from './weights.ts';

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

it('combines by weight, and leaves out what counts for nothing', () => {
  const rows = [Float64Array.from([1, 2]), Float64Array.from([3, 4]), Float64Array.from([Number.NaN, 0])];
  expect([...combine(rows, [0.5, 0.5, 0])]).toEqual([2, 3]);
});
