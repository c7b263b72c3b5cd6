import { seededRandom } from '../../../backend/features/random.ts';
import type { CleanResult } from '../clean-corpus/clean-run.ts';
import { BIN } from '../clean-corpus/clean-run.ts';
import { fitCorrection } from './fit-correction.ts';
import { curveOf, shareAt } from './rarity-curve.ts';

/** Clean points whose claimed rarity is `stretch` times the actual one. */
function claims(points: number, stretch: number, seed: number): CleanResult {
  const random = seededRandom(seed);
  const histogram = new Uint32Array(1600);
  for (let i = 0; i < points; i++) {
    const actual = -Math.log10(1 - random());
    histogram[Math.min(1599, Math.floor((actual * stretch) / BIN))] += 1;
  }
  return { detector: 'a', family: 'b', seed, points, histogram, alarms: [0, 0, 0], seconds: 0 };
}

it('finds by how much claims are off, beyond what was seen too', () => {
  const curve = curveOf([claims(400_000, 1.3, 1), claims(400_000, 1.3, 2)]);
  expect(curve.points).toBe(800_000);
  expect(shareAt(curve, 3)).toBeCloseTo(10 ** (-3 / 1.3), 3);
  fitCorrection(curve, [1, 2, 3, 4, 5, 6]).forEach((nominal, k) => {
    expect(nominal / (1.3 * (k + 1))).toBeGreaterThan(0.93);
    expect(nominal / (1.3 * (k + 1))).toBeLessThan(1.07);
  });
});

it('builds on the correction that made the claims, and leaves a right one alone', () => {
  const present = [1.5, 3, 4.5, 6, 7.5, 9];
  fitCorrection(curveOf([claims(800_000, 1, 3)]), present).forEach((nominal, k) => {
    expect(Math.abs(nominal - present[k])).toBeLessThan(0.25);
  });
});

it('ascends where nothing was ever claimed', () => {
  const silent = { ...claims(0, 1, 4), points: 1000 };
  const correction = fitCorrection(curveOf([silent]), [1, 2, 3, 4, 5, 6]);
  correction.slice(1).forEach((nominal, k) => expect(nominal).toBeGreaterThan(correction[k]));
});

it('stays within reason where many points share the highest claim', () => {
  const spoilt = claims(500_000, 1, 5);
  spoilt.histogram[1599] += 500;
  const correction = fitCorrection(curveOf([spoilt]), [1, 2, 3, 4, 5, 6]);
  [0, ...correction].slice(1).forEach((nominal, k) => expect(nominal - [0, ...correction][k]).toBeLessThanOrEqual(2.5));
});
