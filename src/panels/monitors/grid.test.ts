import { cellTime, gridOf } from './grid.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

it('takes cells as small as there is room for', () => {
  expect(gridOf(0, day, 1_600, 'auto', 0)).toEqual({ from: 0, step: 15 * minute, count: 97 });
  expect(gridOf(0, day, 400, 'auto', 0).step).toBe(hour);
  expect(gridOf(0, 90 * day, 400, 'auto', 0).step).toBe(7 * day);
  expect(gridOf(0, day, 0, 'auto', 0).step).toBe(day);
});

it('takes the size that is asked for, unless that is too many cells', () => {
  expect(gridOf(0, day, 400, '5m', 0)).toEqual({ from: 0, step: 5 * minute, count: 289 });
  expect(gridOf(0, 30 * day, 400, '5m', 0).step).toBe(hour);
});

it('begins at or before the time, on the hours and days of its clocks', () => {
  const grid = gridOf(10 * hour + 1, 11 * hour, 400, '1h', 0);
  expect(grid).toEqual({ from: 10 * hour, step: hour, count: 2 });
  expect(gridOf(10 * day + 1, 11 * day, 400, '1d', hour).from).toBe(10 * day - hour);
  expect(gridOf(10 * day - 1, 11 * day, 400, '1d', -hour).from).toBe(9 * day + hour);
  expect(cellTime(grid, 1)).toEqual({ from: 11 * hour, to: 12 * hour });
});
