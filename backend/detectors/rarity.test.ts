import fc from 'fast-check';
import { seededRandom } from '../features/random.ts';
import { calibrate } from './calibration.ts';
import { fitCalibration, fitTail, scoreOfRarity } from './rarity.ts';

/** Values whose tail is known: share of those above v is exp(-v). */
function exponential(count: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => -Math.log(1 - random()));
}

describe('fitTail', () => {
  it('is the quantiles where the sample speaks, and the straight line of an exponential beyond', () => {
    const tail = fitTail(exponential(50_000, 1));
    for (const rarity of [0.5, 1, 2, 3, 4, 5]) {
      expect(tail.rawAt(rarity) / (rarity * Math.LN10)).toBeGreaterThan(0.85);
      expect(tail.rawAt(rarity) / (rarity * Math.LN10)).toBeLessThan(1.35);
    }
  });

  it('hardly moves for a handful of anomalies among the training points', () => {
    const clean = exponential(4000, 2);
    const spoilt = Float64Array.from(clean, (value, i) => (i % 1000 === 0 ? 1e6 : value));
    expect(fitTail(spoilt).rawAt(4) / fitTail(clean).rawAt(4)).toBeLessThan(1.6);
  });
});

describe('fitCalibration', () => {
  it('puts 0.7, 0.8 and 0.9 at one point in 1,000, 10,000 and 100,000', () => {
    expect([3, 4, 5].map(scoreOfRarity)).toEqual([0.7, 0.8, 0.9]);
    const calibration = fitCalibration(exponential(20_000, 3));
    const fresh = exponential(1_000_000, 4);
    for (const [score, share] of [
      [0.7, 1e-3],
      [0.8, 1e-4],
    ]) {
      const seen = fresh.filter((raw) => calibrate(calibration, raw) >= score).length / fresh.length;
      expect(seen).toBeGreaterThan(share / 3);
      expect(seen).toBeLessThan(share * 3);
    }
  });

  it('ascends strictly and stays finite for any sample', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 200 }), (sample) => {
        const { raw, scores } = fitCalibration(sample);
        expect(raw.every((value, i) => Number.isFinite(value) && value > (i > 0 ? raw[i - 1] : 0))).toBe(true);
        expect(scores.every((value, i) => value > (i > 0 ? scores[i - 1] : 0) && value < 1)).toBe(true);
      })
    );
  });

  it('corrects for what the tails turned out to be', () => {
    const sample = exponential(20_000, 5);
    const stretched = fitCalibration(sample, [1, 2, 3.5, 5, 6.5, 8]);
    expect(stretched.raw[3]).toBeGreaterThan(fitCalibration(sample).raw[3]);
  });
});
