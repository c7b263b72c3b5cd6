import { seededRandom } from '../../features/random.ts';
import { chooseSmoothing, smooth, smoothingOf } from './smoothing.ts';

describe('chooseSmoothing', () => {
  it('takes a trend where there is one, and goes on along it', () => {
    const random = seededRandom(1);
    const values = Float64Array.from({ length: 80 }, (_, i) => 10 + 2 * i + random());
    const { values: course, law } = smoothingOf(values, 5, null);
    expect(law.trend).toBe(true);
    course.forEach((value, h) => expect(Math.abs(value - (10.5 + 2 * (80 + h)))).toBeLessThan(2));
  });

  it('takes none around a level', () => {
    const random = seededRandom(1);
    const values = Float64Array.from({ length: 200 }, () => 10 + random());
    const law = chooseSmoothing(values);
    expect(law.trend).toBe(false);
    expect(law.level).toBeLessThan(0.2);
    expect(smooth(values, law).level).toBeCloseTo(10.5, 1);
  });

  it('follows a walk by its last value', () => {
    const random = seededRandom(3);
    let at = 0;
    const values = Float64Array.from({ length: 300 }, () => (at += random() - 0.5));
    expect(chooseSmoothing(values).level).toBeGreaterThan(0.8);
  });

  it('goes by a law it is given', () => {
    const law = { trend: false, level: 1, slope: 0, damping: 1 };
    expect([...smoothingOf(Float64Array.of(1, 5, 3), 2, law).values]).toEqual([3, 3]);
  });
});
