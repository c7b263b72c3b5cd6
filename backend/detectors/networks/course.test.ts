import type { Series } from '../../series/series.ts';
import { partsBySeries, partsByStretch } from './course.ts';

const column = { name: 'a', period: 0, slots: Float64Array.of(10), center: 0, scale: 2 };
const series = (values: number[]): Series => ({
  labels: {},
  times: Float64Array.from(values, (_, i) => i * 60_000),
  values: Float64Array.from(values),
});

describe('parts of a window', () => {
  it('are stretches that cover it once, from the newest point back', () => {
    for (const points of [1, 2, 5, 6, 13, 50]) {
      const adds = Float64Array.from({ length: points }, (_, i) => 2 ** (i % 20));
      const parts = partsByStretch(series(Array<number>(points).fill(12)), column, points - 1, adds);
      expect(parts.reduce((total, { adds: one }) => total + one, 0)).toBe(adds.reduce((a, b) => a + b, 0));
      expect(parts[0].part.name).toBe('the newest point');
      expect(parts[0].adds).toBe(adds[points - 1]);
    }
  });

  it('have names people understand, and means over what is there', () => {
    const values = [...Array<number>(10).fill(12), Number.NaN, 14, 16, 16, 30];
    const parts = partsByStretch(series(values), column, 14, new Float64Array(15).fill(1));
    expect(parts.map(({ part }) => part.name)).toEqual([
      'the newest point',
      'the 4 points before it',
      '5 to 9 points ago',
      '10 to 14 points ago',
    ]);
    expect(parts[0].part).toMatchObject({ value: 30, expected: 10, sigmas: 10 });
    expect(parts[1].part.value).toBeCloseTo((14 + 16 + 16) / 3, 12);
  });

  it('are series where there are several', () => {
    const parts = partsBySeries(
      [series([1, 2]), series([3, 20])],
      [column, { ...column, name: 'b' }],
      1,
      Float64Array.of(1, 2, 4, 8)
    );
    expect(parts.map(({ part, adds }) => [part.name, part.value, adds])).toEqual([
      ['a', 2, 3],
      ['b', 20, 12],
    ]);
  });
});
