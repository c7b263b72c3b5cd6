import { expect, it } from '@jest/globals';
import { firstRange } from './first-range.ts';

/** Half hours of a day, of which the newest ones have scores. */
const scored = (halfHours: number) => Array.from({ length: 48 }, (_, i) => (i >= 48 - halfHours ? 0.1 : null));

it('shows as much of the last day as there are results of', () => {
  expect([1, 6, 7, 12, 24, 25, 48].map((count) => firstRange(scored(count)).from)).toEqual([
    'now-3h',
    'now-3h',
    'now-6h',
    'now-6h',
    'now-12h',
    'now-24h',
    'now-24h',
  ]);
});

it('shows the day where nothing was scored, and where there was a pause', () => {
  expect(firstRange(scored(0)).from).toBe('now-24h');
  expect(firstRange([0.2, ...scored(2).slice(1)]).from).toBe('now-24h');
});
