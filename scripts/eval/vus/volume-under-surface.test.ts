import fc from 'fast-check';
import { vusPr } from './volume-under-surface.ts';

const labelsOf = (n: number, ranges: readonly (readonly [number, number])[]): Uint8Array => {
  const labels = new Uint8Array(n);
  ranges.forEach(([first, last]) => labels.fill(1, first, last + 1));
  return labels;
};

it('gives what TSB-AD gives', () => {
  const labels = labelsOf(60, [
    [10, 14],
    [22, 22],
    [57, 59],
  ]);
  const scores = Float64Array.from(labels, (label, i) => ((i * 37) % 61) / 61 + 0.4 * label);
  // RangeAUC_volume_opt of TSB-AD 1.5 on the same numbers.
  expect(vusPr(labels, scores, 0)).toBeCloseTo(0.4985335814283183, 12);
  expect(vusPr(labels, scores, 8)).toBeCloseTo(0.6805330530816142, 12);
});

it('is high for the labels themselves, low for their opposite, and sees missing scores as the lowest', () => {
  const labels = labelsOf(2000, [
    [500, 520],
    [1500, 1600],
  ]);
  const right = Float64Array.from(labels);
  expect(vusPr(labels, right, 0)).toBeCloseTo(1, 12);
  expect(vusPr(labels, right, 50)).toBeGreaterThan(0.8);
  expect(
    vusPr(
      labels,
      right.map((score) => -score),
      50
    )
  ).toBeLessThan(0.15);
  expect(
    vusPr(
      labels,
      right.map((score) => score || Number.NaN),
      20
    )
  ).toBe(vusPr(labels, right, 20));
});

it('depends on the order of scores alone', () => {
  const labels = labelsOf(300, [[100, 120]]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 300, maxLength: 300 }), (list) => {
      const scores = Float64Array.from(list);
      const vus = vusPr(labels, scores, 20);
      expect(
        vusPr(
          labels,
          scores.map((score) => Math.exp(score / 100)),
          20
        )
      ).toBe(vus);
      expect(vus).toBeGreaterThanOrEqual(0);
      expect(vus).toBeLessThanOrEqual(1);
    }),
    { numRuns: 20 }
  );
});
