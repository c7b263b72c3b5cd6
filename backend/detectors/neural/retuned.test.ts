import fc from 'fast-check';
import { calibrate } from '../calibration.ts';
import { rawOfScore, retuned } from './retuned.ts';

const scale = { raw: [1.5, 2.2, 2.9, 3.6, 4.4], scores: [0.7 / 3, 1.4 / 3, 0.7, 0.8, 0.9] };

describe('threshold and sensitivity', () => {
  it('are neutral at 0.7 and 1', () => {
    const same = retuned(scale, { threshold: 0.7, sensitivityMultiplier: 1 });
    same.raw.forEach((knot, i) => expect(knot).toBeCloseTo(scale.raw[i], 12));
    expect(same.scores).toEqual(scale.scores);
  });

  it('put what scored the threshold at the low mark', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 0.95, noNaN: true }), (threshold) => {
        const tuned = retuned(scale, { threshold, sensitivityMultiplier: 1 });
        expect(calibrate(tuned, rawOfScore(scale, threshold))).toBeCloseTo(0.7, 9);
      })
    );
  });

  it('take a point half as far out for as unusual at twice the sensitivity', () => {
    const tuned = retuned(scale, { threshold: 0.7, sensitivityMultiplier: 2 });
    for (const raw of [0.3, 1, 2, 3, 10]) {
      expect(calibrate(tuned, raw / 2)).toBeCloseTo(calibrate(scale, raw), 12);
    }
  });

  it('read a raw value back from its score', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (raw) => {
        expect(rawOfScore(scale, calibrate(scale, raw))).toBeCloseTo(raw, 6);
      })
    );
  });
});
