import fc from 'fast-check';
import { seededRandom } from './random.ts';
import { rowsAt, stratified } from './stratified-rows.ts';

describe('stratified', () => {
  it('gives ascending indices, one a stretch, all of them where they fit', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 500 }), fc.nat(99), (count, most, seed) => {
        const picked = stratified(count, most, seededRandom(seed));
        expect(picked).toHaveLength(Math.min(count, most));
        picked.forEach((index, k) => {
          expect(index).toBeGreaterThan(k > 0 ? picked[k - 1] : -1);
          expect(Math.abs(index - (k * count) / picked.length)).toBeLessThanOrEqual(count / picked.length + 1);
        });
      })
    );
  });

  it('sees every phase of a rhythm that even spacing would miss', () => {
    const picked = stratified(6000, 600, seededRandom(1));
    expect(new Set(Array.from(picked, (index) => index % 60)).size).toBe(60);
  });

  it('copies rows', () => {
    expect(Array.from(rowsAt(Float32Array.of(1, 2, 3, 4, 5, 6), 2, Int32Array.of(0, 2)))).toEqual([1, 2, 5, 6]);
  });
});
