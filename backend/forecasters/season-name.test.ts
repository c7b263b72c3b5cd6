import { seasonName } from './season-name.ts';

describe('seasonName', () => {
  it.each([
    [24, 3_600_000, 'Day'],
    [288, 300_000, 'Day'],
    [168, 3_600_000, 'Week'],
    [60, 60_000, 'Hour'],
    [52, 7 * 86_400_000, 'Year'],
    [6, 3_600_000, 'Every 6h'],
    [23, 3_600_000, 'Every 23h'],
    [1.5, 1, 'Every 2ms'],
  ])('calls %d points of %d ms %s', (period, step, name) => {
    expect(seasonName(period, step)).toBe(name);
  });
});
