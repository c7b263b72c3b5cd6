import type { Exemplar } from './likeness.ts';
import { placement } from './placement.ts';

const at = (hourOfWeek: number, key = 'a', isTrue = false): Exemplar => ({
  isTrue,
  until: null,
  situation: { key, side: 1, size: 1, hour: hourOfWeek % 24, hourOfWeek },
});
const nights = [2, 26, 50, 98].map((hour) => at(hour));
const anyTime = { time: 'any', series: 'any' } as const;

it('speaks for the hour that false alarms keep to, and for none where they keep to none', () => {
  expect(placement(nights, { time: 'hour', series: 'any' })).toBeGreaterThan(placement(nights, anyTime) + 4);
  const sundays = [3, 3.2, 2.8, 3.1].map((hour) => at(hour));
  expect(placement(sundays, { time: 'hourOfWeek', series: 'any' })).toBeGreaterThan(
    placement(sundays, { time: 'hour', series: 'any' }) + 4
  );
  const scattered = [1, 31, 62, 93, 124, 155].map((hour) => at(hour));
  expect(placement(scattered, anyTime)).toBeGreaterThan(placement(scattered, { time: 'hour', series: 'any' }));
});

it('speaks for the series they keep to, of those that anybody judged', () => {
  const one = [...nights, at(10, 'b', true), at(11, 'c', true)];
  expect(placement(one, { time: 'any', series: 'same' })).toBeGreaterThan(placement(one, anyTime) + 2);
  const several = [at(2, 'a'), at(3, 'b'), at(4, 'c'), at(5, 'd')];
  expect(placement(several, anyTime)).toBeGreaterThan(placement(several, { time: 'any', series: 'same' }) + 1);
});

it('says nothing of verdicts that say true, and is finite', () => {
  expect(placement([at(1, 'a', true)], anyTime)).toBe(0);
  expect(placement([at(1)], { time: 'hour', series: 'same' })).toBeCloseTo(Math.log(1 / 168));
});
