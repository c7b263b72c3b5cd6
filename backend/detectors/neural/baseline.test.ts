import { baselineOf, percentileOf } from './baseline.ts';

describe('baseline statistics', () => {
  it('are those of the finite values', () => {
    const baseline = baselineOf(Float64Array.of(...Array.from({ length: 101 }, (_, i) => i), Number.NaN, Infinity));
    expect(baseline.mean).toBeCloseTo(50, 9);
    expect(baseline.deviation).toBeCloseTo(Math.sqrt((101 ** 2 - 1) / 12), 9);
    expect(baseline).toMatchObject({ min: 0, p5: 5, p25: 25, p50: 50, p75: 75, p95: 95, max: 100 });
  });

  it('are no numbers without values, and numbers for the largest ones', () => {
    expect(Object.values(baselineOf(new Float64Array(0))).every(Number.isNaN)).toBe(true);
    expect(baselineOf(Float64Array.of(1.7e308, 1.7e308, 1.6e308)).mean).toBeCloseTo(1.6667e308, -304);
  });

  it('say where a value lies among the training data', () => {
    const baseline = baselineOf(Float64Array.from({ length: 101 }, (_, i) => i));
    expect([-5, 0, 2.5, 60, 97.5, 100, 1e9].map((value) => percentileOf(baseline, value))).toEqual([
      0, 0, 2.5, 60, 97.5, 100, 100,
    ]);
    expect(percentileOf(baselineOf(Float64Array.of(3, 3)), 4)).toBe(100);
  });
});
