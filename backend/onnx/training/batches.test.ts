import fc from 'fast-check';
import { Batches, stepNoise } from './batches.ts';

it('shows every row equally often, alike whichever way the steps are asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(60),
      fc.nat(1000),
      (rows, wanted, steps, cut, seed) => {
        const size = Math.min(rows, wanted);
        const all = new Batches(rows, size, seed).indices(0, steps);
        const seen = new Map<number, number>();
        all.forEach((row) => seen.set(row, (seen.get(row) ?? 0) + 1));
        const counts = Array.from({ length: rows }, (_, row) => seen.get(row) ?? 0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(seen.size).toBe(Math.min(rows, steps * size));
        const at = Math.min(cut, steps);
        const other = new Batches(rows, size, seed);
        const later = other.indices(at, steps - at);
        expect([...other.indices(0, at), ...later]).toEqual([...all]);
      }
    )
  );
});

it('draws noise by seed, input and step alone, standard normal', () => {
  const all = stepNoise(5, 1, 0, 400, 25);
  expect([...stepNoise(5, 1, 0, 3, 25), ...stepNoise(5, 1, 3, 2, 25)]).toEqual([...all.subarray(0, 125)]);
  expect(stepNoise(5, 2, 0, 1, 25)).not.toEqual(all.slice(0, 25));
  expect(stepNoise(6, 1, 0, 1, 25)).not.toEqual(all.slice(0, 25));
  const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
  const variance = all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / all.length;
  expect(Math.abs(mean)).toBeLessThan(0.04);
  expect(Math.abs(variance - 1)).toBeLessThan(0.06);
});
