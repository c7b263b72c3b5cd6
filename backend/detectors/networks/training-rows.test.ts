import fc from 'fast-check';
import { corrupted, raised } from './corruption.ts';
import { learntCount, splitRows } from './training-rows.ts';

describe('rows to learn from', () => {
  it('are never held out, and judges never learnt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 25, max: 9000 }), fc.integer({ min: 4, max: 60 }), (count, points) => {
        const { isHeld, learnt, judged } = splitRows(count, points);
        expect(isHeld).toHaveLength(count);
        expect(learnt).toHaveLength(learntCount(count));
        expect(learnt.every((row) => isHeld[row] === 0)).toBe(true);
        expect(judged.length > 0 && judged.every((row) => isHeld[row] === 1)).toBe(true);
      }),
      { numRuns: 60 }
    );
  });

  it('all come before one comes twice, and reach over the whole training window', () => {
    const { learnt, isHeld } = splitRows(200, 10);
    const free = isHeld.filter((held) => held === 0).length;
    expect(new Set(learnt).size).toBe(free);
    const many = splitRows(20_000, 16).learnt;
    expect(new Set(many).size).toBe(many.length);
    expect(many[0]).toBeLessThan(20);
    expect(many[many.length - 1]).toBeGreaterThan(19_900);
  });

  it('lie higher or lower as a whole, every second one', () => {
    const rows = new Float32Array(4000);
    const moved = raised(rows, 8, 1);
    const heights = Array.from({ length: 500 }, (_, k) => moved.subarray(k * 8, (k + 1) * 8));
    expect(heights.every((row) => row.every((value) => value === row[0]))).toBe(true);
    expect(heights.every((row, k) => k % 2 === 1 || row[0] === 0)).toBe(true);
    expect(Math.max(...moved)).toBeGreaterThan(1.4);
    expect(Math.min(...moved)).toBeLessThan(-1.4);
  });

  it('are shown with one value of twenty replaced and the others shaken, by the seed', () => {
    const rows = new Float32Array(20_000).fill(1);
    const shown = corrupted(rows, 1);
    expect(corrupted(rows, 1)).toEqual(shown);
    expect(corrupted(rows, 2)).not.toEqual(shown);
    const far = shown.filter((value) => Math.abs(value - 1) > 0.1).length;
    expect(far / rows.length).toBeGreaterThan(0.04);
    expect(far / rows.length).toBeLessThan(0.06);
    expect(shown.every((value) => Math.abs(value) <= 5)).toBe(true);
  });
});
