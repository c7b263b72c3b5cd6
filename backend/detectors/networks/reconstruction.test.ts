import { bent, errorsBySeries, fitErrorScale, joined } from './reconstruction.ts';

const one = { series: 1, points: 4, judged: 2 };
const two = { series: 2, points: 4, judged: 2 };

describe('errors of rebuilding', () => {
  it('count the newest points alone, each half as much as the next newer one', () => {
    const scale = Float64Array.of(1, 2);
    expect(errorsBySeries(one, scale, [9, 9, 0, 0], [0, 0, 0, 0], 0)).toEqual(Float64Array.of(0));
    expect(errorsBySeries(one, scale, [0, 0, 3, 0], [0, 0, 0, 0], 0)[0]).toBeCloseTo(3 / Math.sqrt(3), 12);
    expect(errorsBySeries(one, scale, [0, 0, 0, 6], [7, 0, 0, 0, 0], 1)[0]).toBeCloseTo(3 * Math.sqrt(2 / 3), 12);
  });

  it('have scales that a few wild ones do not move, and never below a tenth of a spread', () => {
    const rows = Float32Array.from({ length: 400 }, (_, i) => (i % 4 === 3 ? (i % 40 === 3 ? 1e5 : 2) : 0));
    const picked = Int32Array.from({ length: 100 }, (_, i) => i);
    const scale = fitErrorScale(one, rows, new Float32Array(400), 0, picked);
    expect(scale[0]).toBe(0.1);
    expect(scale[1]).toBeCloseTo(2 * 1.4826, 6);
  });

  it('of one series are what they are; of several, one wild series does not hide the others', () => {
    expect(joined(bent(Float64Array.of(70)))).toBe(70);
    const wild = joined(bent(Float64Array.of(1e3, 1, 1, 1)));
    const wildAndMore = joined(bent(Float64Array.of(1e3, 30, 30, 30)));
    expect(wildAndMore / wild).toBeGreaterThan(1.1);
    const scale = new Float64Array(4).fill(1);
    const errors = errorsBySeries(two, scale, [0, 0, 0, 5, 0, 0, 0, 50], new Float64Array(8), 0);
    expect(errors[1]).toBeCloseTo(10 * errors[0], 9);
  });
});
