import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import { confusionOf, macroF1, scoresOf } from './confusion.ts';

it('counts, and scores each type by recall, precision and F1', () => {
  const [a, b] = ANOMALY_TYPES;
  const confusion = confusionOf([
    { truth: a, given: a },
    { truth: a, given: b },
    { truth: b, given: b },
    { truth: b, given: b },
  ]);
  expect(confusion[0].slice(0, 2)).toEqual([1, 1]);
  expect(scoresOf(confusion)[0]).toEqual({ recall: 0.5, precision: 1, f1: 2 / 3 });
  expect(scoresOf(confusion)[1]).toEqual({ recall: 1, precision: 2 / 3, f1: 0.8 });
  expect(macroF1(confusion)).toBeCloseTo((2 / 3 + 0.8) / 8, 12);
});
