import { decomposed, exponentialSmoothing } from './augurs.ts';

describe('augurs', () => {
  it('goes on along a line, whatever its size', () => {
    for (const size of [1e-12, 1, 1e15]) {
      const course = exponentialSmoothing(
        Float64Array.from({ length: 40 }, (_, i) => (5 + i) * size),
        3
      );
      course.forEach((value, i) => expect(value / size).toBeCloseTo(45 + i, 3));
    }
  });

  it('repeats two seasons', () => {
    const at = (i: number) => 20 + 5 * Math.sin((2 * Math.PI * i) / 12) + 2 * Math.cos((2 * Math.PI * i) / 60);
    const course = decomposed(
      Float64Array.from({ length: 360 }, (_, i) => at(i)),
      [12, 60],
      60
    );
    course.forEach((value, i) => expect(Math.abs(value - at(360 + i))).toBeLessThan(0.2));
  });

  it('says that a series is too short', () => {
    expect(() => exponentialSmoothing(Float64Array.of(1, 2, 3), 1)).toThrow('not enough data');
    expect(() => decomposed(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), [5], 1)).toThrow('two periods');
  });
});
