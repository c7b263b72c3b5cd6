import fc from 'fast-check';
import { interpretScores } from '../../../contract/interpretation.ts';
import type { Interpretation } from '../../../contract/interpretation.ts';
import { growRuns } from './grow-runs.ts';
import type { GrowingRun, ResultPoint } from './watched.ts';

const SETTINGS: Interpretation = {
  sensitivity: 0.5,
  direction: 'both',
  minDeviation: 0,
  minRelativeDeviation: 0,
  minSeverity: 'low',
};
const scores = fc.array(fc.constantFrom(0, 0.2, 0.75, 0.8, 1, Number.NaN), { minLength: 1, maxLength: 60 });

it('finds the runs of all points together, however they are divided', () => {
  fc.assert(
    fc.property(scores, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }), (list, sizes) => {
      const values = Float64Array.from(list, (score, i) => (Number.isNaN(score) ? Number.NaN : 10 + (i % 3)));
      const whole = interpretScores(
        { values, expected: values.map(() => 10), score: Float64Array.from(list) },
        SETTINGS
      );
      const points = list.map((score, i): ResultPoint => ({
        time: i,
        value: values[i],
        score,
        expected: 10,
        lower: 9,
        upper: 11,
        anomaly: whole.anomaly[i] === 1,
      }));
      const found = new Map<number, GrowingRun & { isOpen: boolean }>();
      let run: GrowingRun | null = null;
      for (let at = 0, k = 0; at < points.length; at += sizes[k++]) {
        const part = points.slice(at, at + sizes[k]);
        const grown = growRuns(
          run,
          part,
          () => false,
          (i) => ({ summary: `${at + i}`, facts: [], contributions: [] })
        );
        run = grown.run;
        grown.changes.forEach((change) => found.set(change.run.start, { ...change.run, isOpen: change.isOpen }));
      }
      expect(
        [...found.values()].map(({ start, end, peak }) => [start, end, peak.time, peak.explanation.summary])
      ).toEqual(whole.runs.map(({ first, last, peak }) => [first, last, peak, `${peak}`]));
      expect([...found.values()].slice(0, -1).every(({ isOpen }) => !isOpen)).toBe(true);
    })
  );
});
