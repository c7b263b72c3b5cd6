import fc from 'fast-check';
import type { Explanation } from '../../contract/detection.ts';
import { BRIDGE } from '../../contract/interpretation.ts';
import type { Interpretation } from '../../contract/interpretation.ts';
import { severityOf, thresholdsAt } from '../../contract/severity.ts';
import type { Scored } from '../detectors/detector.ts';
import type { Series } from '../series/series.ts';
import { interpret } from './interpret.ts';

const STEP = 60_000;
const START = Date.UTC(2026, 0, 5);
const NEUTRAL: Interpretation = {
  sensitivity: 0.5,
  direction: 'both',
  minDeviation: 0,
  minRelativeDeviation: 0,
  minSeverity: 'low',
};

function explain(index: number): Explanation {
  return { summary: `point ${index}`, facts: [], contributions: [] };
}

function input(scores: readonly number[], deviations: readonly number[] = scores.map(() => 5)): [Series, Scored] {
  const filled = (value: number) => new Float64Array(scores.length).fill(value);
  const series = {
    labels: { __name__: 'up', job: 'a' },
    times: Float64Array.from(scores, (_, i) => START + i * STEP),
    values: Float64Array.from(deviations, (deviation) => 10 + deviation),
  };
  return [
    series,
    { score: Float64Array.from(scores), expected: filled(10), lower: filled(8), upper: filled(12), evidence: {} },
  ];
}

function run(scores: readonly number[], settings: Partial<Interpretation> = {}, deviations?: number[]) {
  return interpret(...input(scores, deviations), { ...NEUTRAL, ...settings }, { step: STEP, explain });
}

const score = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN));
const scores = fc.array(score, { maxLength: 60 });
const deviation = fc.double({ min: -10, max: 10, noNaN: true });
const points = fc.array(fc.tuple(score, deviation), { maxLength: 60 });
const sensitivity = fc.double({ min: 0, max: 1, noNaN: true });

it('marks exactly the points whose score reaches the low threshold', () => {
  fc.assert(
    fc.property(scores, sensitivity, (values, at) => {
      const { anomaly } = run(values, { sensitivity: at });
      expect([...anomaly]).toEqual(values.map((value) => (value >= thresholdsAt(at).low ? 1 : 0)));
    })
  );
});

it('marks no fewer points at a higher sensitivity, and leaves the scores alone', () => {
  fc.assert(
    fc.property(scores, sensitivity, sensitivity, (values, a, b) => {
      const less = run(values, { sensitivity: Math.min(a, b) });
      const more = run(values, { sensitivity: Math.max(a, b) });
      expect(less.score).toEqual(more.score);
      expect(less.anomaly.every((flag, i) => flag <= more.anomaly[i])).toBe(true);
    })
  );
});

it('covers every marked point by one interval, which starts and ends with a marked one and bridges short gaps only', () => {
  fc.assert(
    fc.property(scores, (values) => {
      const { anomaly, intervals, series } = run(values);
      const covered = new Uint8Array(values.length);
      for (const { start, end, peak, severity, score: highest } of intervals) {
        const [first, last, top] = [start, end, peak].map((time) => (time - START) / STEP);
        expect(anomaly[first] & anomaly[last]).toBe(1);
        expect(highest).toBe(Math.max(...values.slice(first, last + 1).filter((value) => value >= 0)));
        expect(values[top]).toBe(highest);
        expect(severity).toBe(severityOf(highest));
        let gap = 0;
        for (let i = first; i <= last; i++) {
          expect(covered[i]).toBe(0);
          covered[i] = 1;
          gap = anomaly[i] ? 0 : gap + 1;
          expect(gap).toBeLessThanOrEqual(BRIDGE);
        }
      }
      expect(anomaly.every((flag, i) => flag <= covered[i])).toBe(true);
      expect(series.values.length).toBe(anomaly.length);
    })
  );
});

it('keeps ids and starts when points are added', () => {
  fc.assert(
    fc.property(scores, fc.nat(60), (values, cut) => {
      const before = run(values.slice(0, cut)).intervals;
      const after = run(values).intervals;
      expect(after.slice(0, before.length).map(({ id, start }) => [id, start])).toEqual(
        before.map(({ id, start }) => [id, start])
      );
    })
  );
});

it('counts what differs from the expected value by the smallest share of its size, whatever its sign', () => {
  fc.assert(
    fc.property(points, fc.double({ min: 0, max: 2, noNaN: true }), fc.boolean(), (list, share, isNegative) => {
      const [series, scored] = input(
        list.map(([s]) => s),
        list.map(([, d]) => d)
      );
      const sign = isNegative ? -1 : 1;
      const turned: Scored = { ...scored, expected: scored.expected.map((x) => sign * x) };
      const values = series.values.map((x) => sign * x);
      const settings = { ...NEUTRAL, minRelativeDeviation: share };
      const { score: out } = interpret({ ...series, values }, turned, settings, { step: STEP, explain });
      list.forEach(([value], i) => {
        const isFar = Math.abs(values[i] - turned.expected[i]) >= share * 10;
        expect(out[i]).toBe(Number.isNaN(value) || isFar ? value : 0);
      });
    })
  );
});

it('with both smallest deviations, a point must differ by both', () => {
  const { anomaly } = run([0.9, 0.9, 0.9], { minDeviation: 3, minRelativeDeviation: 0.5 }, [2, 4, 6]);
  expect([...anomaly]).toEqual([0, 0, 1]);
});

it('tells a missing value that was scored apart, whatever direction and deviations are wanted', () => {
  const [series, scored] = input([0.1, 1, 1, 0.1], [0, Number.NaN, Number.NaN, 0]);
  const settings: Interpretation = { ...NEUTRAL, direction: 'above', minDeviation: 3, minRelativeDeviation: 1 };
  const { intervals } = interpret(series, scored, settings, { step: STEP, explain });
  expect(intervals).toMatchObject([
    { start: START + STEP, end: START + 2 * STEP, peak: START + STEP, score: 1, missing: true, direction: 'below' },
  ]);
  expect(intervals[0].evidence).toBeNull();
  expect(intervals[0].value).toBeNaN();
});

it('counts the wanted side alone, from the smallest deviation on', () => {
  fc.assert(
    fc.property(
      points,
      fc.constantFrom('both', 'above', 'below'),
      fc.double({ min: 0, max: 8, noNaN: true }),
      (list, direction, minDeviation) => {
        const [values, deviations] = [list.map(([s]) => s), list.map(([, d]) => d)];
        const { score: out, series } = run(values, { direction, minDeviation }, deviations);
        values.forEach((value, i) => {
          const off = series.values[i] - 10;
          const side = direction === 'both' || (direction === 'above' ? off > 0 : off < 0);
          expect(out[i]).toBe(Number.isNaN(value) || (side && Math.abs(off) >= minDeviation) ? value : 0);
        });
      }
    )
  );
});

it('leaves intervals under the least severity out, not their points', () => {
  const { intervals, anomaly } = run([0.1, 0.75, 0.1, 0.1, 0.1, 0.1, 0.85, 0.95, 0.1], { minSeverity: 'medium' });
  expect([...anomaly]).toEqual([0, 1, 0, 0, 0, 0, 1, 1, 0]);
  expect(intervals).toMatchObject([{ start: START + 6 * STEP, end: START + 7 * STEP, severity: 'high', score: 0.95 }]);
  expect(intervals[0].explanation.summary).toBe('point 7');
});

it('has a confidence that rises with the score, whatever the sensitivity', () => {
  const confidence = (value: number, at = 0.5) => run([value], { sensitivity: at }).intervals[0].confidence;
  expect(confidence(0.8)).toBeCloseTo(0.5, 6);
  expect(confidence(0.95)).toBeGreaterThan(confidence(0.9));
  expect(confidence(0.9, 0.8)).toBe(confidence(0.9));
});

it('bridges missing values', () => {
  const [series, scored] = input([0.9, ...new Array<number>(20).fill(Number.NaN), 0.9]);
  series.values.fill(Number.NaN, 1, 21);
  expect(interpret(series, scored, NEUTRAL, { step: STEP, explain }).intervals).toHaveLength(1);
});

it('tells direction and band at the peak', () => {
  expect(run([0.9], {}, [-4]).intervals[0]).toMatchObject({
    direction: 'below',
    value: 6,
    expected: 10,
    lower: 8,
    upper: 12,
  });
});

it('gives other series and other starts other ids', () => {
  const [series, scored] = input([0.9, 0.1, 0.1, 0.1, 0.1, 0.9]);
  const ids = (labels: Series['labels']) =>
    interpret({ ...series, labels }, scored, NEUTRAL, { step: STEP, explain }).intervals.map(({ id }) => id);
  expect(new Set([...ids({ job: 'a' }), ...ids({ job: 'b' })]).size).toBe(4);
  expect(ids({ job: 'a', x: '1' })).toEqual(ids({ x: '1', job: 'a' }));
});
