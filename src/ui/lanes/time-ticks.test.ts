import { tickFormat, timeTicks } from './time-ticks.ts';

const hour = 3_600_000;

it('lies on even times, at most so many', () => {
  const { step, times } = timeTicks(hour / 2, 24.5 * hour, 10);
  expect(step).toBe(3 * hour);
  expect(times).toEqual([3, 6, 9, 12, 15, 18, 21, 24].map((at) => at * hour));
});

it('lies on the hours of clocks that are off by half of one', () => {
  expect(timeTicks(0, 2 * hour, 2, hour / 2).times).toEqual([hour / 2, 1.5 * hour]);
});

it('writes days where ticks are days apart', () => {
  expect(tickFormat(timeTicks(0, 30 * 24 * hour, 8).step)).toBe('MM-DD');
  expect(tickFormat(hour)).toBe('HH:mm');
});
