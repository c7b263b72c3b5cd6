import { durationText } from './duration-text.ts';

const HOUR = 3_600_000;

it.each([
  [40_000, '40 s'],
  [55 * 60_000, '55 min'],
  [HOUR, '1 h'],
  [3 * HOUR + 20 * 60_000, '3 h 20 min'],
  [24 * HOUR - 1, '1 d'],
  [27 * HOUR, '1 d 3 h'],
  [4 * 24 * HOUR, '4 d'],
  [12 * 24 * HOUR + 5 * HOUR, '12 d'],
  [140 * 24 * HOUR, '20 weeks'],
  [-2 * HOUR, '2 h'],
])('%d ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
