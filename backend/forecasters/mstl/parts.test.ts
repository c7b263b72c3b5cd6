import { partsOf } from './parts.ts';

const HOUR = 3_600_000;
const wave = (i: number, period: number, size: number) => size * Math.sin((2 * Math.PI * i) / period);

describe('partsOf', () => {
  const damped = (i: number) => 50 + (4 * (1 - 0.98 ** (i + 1)) * 0.98) / 0.02;
  const course = Float64Array.from({ length: 400 }, (_, i) => damped(i) + wave(i, 24, 10) + wave(i, 168, 3));

  it('tells a damped trend and two seasons from their sum', () => {
    const [trend, day, week] = partsOf(course, [24, 168], HOUR, 48);
    expect([trend.name, day.name, week.name]).toEqual(['Trend', 'Day', 'Week']);
    for (const at of [0, 10, 47]) {
      expect(trend.values[at]).toBeCloseTo(damped(at), 6);
      expect(day.values[at]).toBeCloseTo(wave(at, 24, 10), 6);
      expect(week.values[at]).toBeCloseTo(wave(at, 168, 3), 6);
    }
  });

  it.each([[[24, 168]], [[24, 100]], [[7]]])('adds up to the course whatever the seasons: %j', (periods) => {
    const parts = partsOf(course, periods, HOUR, 190);
    for (let i = 0; i < 190; i++) {
      expect(parts.reduce((sum, { values }) => sum + values[i], 0)).toBeCloseTo(course[i], 9);
    }
  });

  it('keeps a straight line straight where one season does not repeat with the other', () => {
    const line = Float64Array.from({ length: 600 }, (_, i) => 5 + 0.5 * i);
    const [trend] = partsOf(line, [24, 100], HOUR, 10);
    expect(trend.values[9] - trend.values[0]).toBeCloseTo(4.5, 9);
  });
});
