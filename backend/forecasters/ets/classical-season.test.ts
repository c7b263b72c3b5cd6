import { classicalSeason, seasonOn, withoutSeason } from './classical-season.ts';

const SHAPE = [2, 0.5, 1, 0.5];

describe('classicalSeason', () => {
  it('finds shares of a rising level', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (100 + i) * SHAPE[i % 4]);
    const { kind, indices } = classicalSeason(values, 4);
    expect(kind).toBe('multiplicative');
    SHAPE.forEach((share, place) => expect(indices[place]).toBeCloseTo(share, 1));
  });

  it.each([4, 5])('finds differences where values go below 0, for seasons of %d', (period) => {
    const shape = Float64Array.from({ length: period }, (_, i) => i - (period - 1) / 2);
    const values = Float64Array.from({ length: 8 * period }, (_, i) => 0.1 * i - 3 + shape[i % period]);
    const { kind, indices } = classicalSeason(values, period);
    expect(kind).toBe('additive');
    shape.forEach((difference, place) => expect(indices[place]).toBeCloseTo(difference, 9));
  });

  it.each([
    ['multiplicative', 10],
    ['additive', -10],
  ])('puts back what it took out: %s', (kind, level) => {
    const values = Float64Array.from({ length: 24 }, (_, i) => level + SHAPE[i % 4]);
    const season = classicalSeason(values, 4);
    expect(season.kind).toBe(kind);
    const flat = withoutSeason(values.subarray(3), season, 3);
    const added = seasonOn(flat, season, 3);
    flat.forEach((value, i) => expect(value + added[i]).toBeCloseTo(values[3 + i], 9));
  });
});
