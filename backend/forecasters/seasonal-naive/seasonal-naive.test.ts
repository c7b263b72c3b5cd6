import { medianSeason } from './seasonal-naive.ts';

it('the median of the same place in the newest whole seasons, first place first', () => {
  expect([...medianSeason(Float64Array.of(99, 1, 10, 2, 20, 9, 30), 2, 3)]).toEqual([2, 20]);
  expect([...medianSeason(Float64Array.of(99, 1, 10, 2, 20, 9, 30), 2, 1)]).toEqual([9, 30]);
  expect([...medianSeason(Float64Array.of(5, 1, 3), 1, 24)]).toEqual([3]);
});

it('a past shorter than a season stands for all of it', () => {
  expect([...medianSeason(Float64Array.of(5, 1), 7, 3)]).toEqual([5, 1]);
});
