import { recentOf } from './recent.ts';

const scores = (...list: number[]) => Float64Array.from(list);

describe('what the last window says', () => {
  it('counts the anomalous share of scored points alone, within the window alone', () => {
    const recent = recentOf(scores(0.9, 0.9, Number.NaN, 0.1, 0.8, 0.2), 5, 4);
    expect(recent).toMatchObject({ points: 3, share: 1 / 3 });
    expect(recent.words).toBe('a single point');
  });

  it('does not look past the point', () => {
    expect(recentOf(scores(0.1, 0.1, 0.1, 0.9, 0.9), 2, 10)).toMatchObject({ points: 3, share: 0, trend: 0 });
  });

  it('reads the trend by the line of least squares', () => {
    const rising = recentOf(
      Float64Array.from({ length: 11 }, (_, i) => 0.5 + 0.04 * i),
      10,
      11
    );
    expect(rising.trend).toBeCloseTo(0.4, 12);
    expect(rising.words).toBe('lasting, getting worse');
    const falling = recentOf(
      Float64Array.from({ length: 11 }, (_, i) => 0.9 - 0.05 * i),
      10,
      11
    );
    expect(falling.trend).toBeCloseTo(-0.5, 12);
    expect(falling.words).toBe('several points, easing');
  });

  it('says nothing of nothing', () => {
    expect(recentOf(scores(Number.NaN), 0, 50)).toEqual({ points: 0, share: 0, trend: 0, words: 'quiet, steady' });
  });
});
