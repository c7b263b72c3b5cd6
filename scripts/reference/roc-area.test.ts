import fc from 'fast-check';
import { rocArea } from './roc-area.ts';

describe('rocArea', () => {
  it('counts pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 2, maxLength: 60 }),
        (rows) => {
          const anomalies = rows.filter(([, isAnomaly]) => isAnomaly);
          const usual = rows.filter(([, isAnomaly]) => !isAnomaly);
          fc.pre(anomalies.length > 0 && usual.length > 0);
          const wins = anomalies.flatMap(([a]) => usual.map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0)));
          const mean = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
          const area = rocArea(
            rows.map(([score]) => score),
            rows.map(([, isAnomaly]) => Number(isAnomaly))
          );
          expect(area).toBeCloseTo(mean, 12);
        }
      )
    );
  });
});
