import { seededRandom } from '../../features/random.ts';
import { exponentialSmoothing, decomposed } from '../augurs/augurs.ts';
import { loess } from './loess.ts';
import { seasonsOf } from './stl.ts';

const wave = (i: number, period: number, size: number) => size * Math.sin((2 * Math.PI * i) / period);

describe('loess', () => {
  it.each([5, 9, 101])('leaves a line as it is: %d neighbours', (neighbours) => {
    const line = Float64Array.from({ length: 40 }, (_, i) => 3 + 0.5 * i);
    const smoothed = new Float64Array(40);
    loess(line, 40, { neighbours, degree: 1, jump: 3 }, smoothed);
    smoothed.forEach((value, i) => expect(value).toBeCloseTo(line[i], 9));
  });

  it('smooths every other value, one place beyond the ends too', () => {
    const values = Float64Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 7 : 1000));
    const smoothed = new Float64Array(16);
    loess(values, 6, { neighbours: 3, degree: 0, jump: 1 }, smoothed, 0, 0, 2, 1);
    const evens = smoothed.filter((_, i) => i % 2 === 0);
    evens.forEach((value) => expect(value).toBeCloseTo(7, 9));
    expect(smoothed.filter((_, i) => i % 2 === 1)).toEqual(new Float64Array(8));
  });
});

describe('seasonsOf', () => {
  it('tells two seasons and what is left from their sum', () => {
    const values = Float64Array.from({ length: 840 }, (_, i) => 50 + 0.01 * i + wave(i, 24, 10) + wave(i, 168, 4));
    const [day, week] = seasonsOf(values, [24, 168]);
    const middle = Array.from({ length: 300 }, (_, i) => i + 200);
    expect(Math.max(...middle.map((i) => Math.abs(day[i] - wave(i, 24, 10))))).toBeLessThan(0.3);
    expect(Math.max(...middle.map((i) => Math.abs(week[i] - wave(i, 168, 4))))).toBeLessThan(0.3);
  });

  it('takes apart what augurs takes apart', () => {
    const random = seededRandom(4);
    const values = Float64Array.from(
      { length: 720 },
      (_, i) => 100 + wave(i, 24, 10 + i / 100) + wave(i, 168, 6) + 4 * random()
    );
    const seasons = seasonsOf(values, [24, 168]);
    const left = values.map((value, i) => value - seasons[0][i] - seasons[1][i]);
    const course = exponentialSmoothing(left, 48);
    const theirs = decomposed(values, [24, 168], 48);
    theirs.forEach((value, h) => {
      const own = course[h] + seasons[0][720 - 24 + (h % 24)] + seasons[1][720 - 168 + h];
      expect(Math.abs(own - value)).toBeLessThan(0.5);
    });
  });
});
