import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readNab, readProfiles } from './files.ts';
import { foldScore, randomParts } from './folds.ts';
import { PUBLISHED_WINDOWED_GAUSSIAN } from './published.ts';
import { normalise, optimise, prepare, probation, rawAt } from './score.ts';
import type { Profile, ScoredFile } from './score.ts';
import { windowedGaussian } from './windowed-gaussian.ts';

const standard: Profile = { tpWeight: 1, fnWeight: 1, fpWeight: 0.11 };

/** 200 points with one window at 100..119 and the given points scored 1. */
function file(marked: readonly number[], windows = [{ first: 100, last: 119 }]): ScoredFile {
  return { name: 'a', scores: Float64Array.from({ length: 200 }, (_, i) => (marked.includes(i) ? 1 : 0)), windows };
}
const raw = (one: ScoredFile): number => rawAt(prepare([one]), standard, 1);

describe('by hand, from the paper', () => {
  it('gives 1 for the first point of a window and nothing more for further ones', () => {
    expect(raw(file([100]))).toBeCloseTo(0.9866 / 0.9866, 3);
    expect(raw(file([100, 101, 110]))).toBe(raw(file([100])));
  });
  it('gives less for later points, nearly nothing for the last', () => {
    expect(raw(file([110]))).toBeCloseTo((2 / (1 + Math.exp(-2.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1), 9);
    expect(raw(file([119]))).toBeGreaterThan(0);
    expect(raw(file([119]))).toBeLessThan(0.2);
  });
  it('takes 1 for a missed window and 0.11 for a point far from any', () => {
    expect(raw(file([]))).toBe(-1);
    expect(raw(file([50]))).toBeCloseTo(-1.11, 9);
    expect(raw(file([190]))).toBeCloseTo(-1.11, 3);
  });
  it('takes little for a point shortly behind a window', () => {
    expect(raw(file([120]))).toBeGreaterThan(-1.02);
    expect(raw(file([120]))).toBeLessThan(-1);
  });
  it('does not count the first 15 %, at most 750 points', () => {
    expect(probation(200)).toBe(30);
    expect(probation(10_000)).toBe(750);
    expect(raw(file([29]))).toBe(-1);
    expect(raw(file([30]))).toBeLessThan(-1.1);
  });
});

it('is 0 for a detector that marks nothing and 100 for a perfect one, whatever the profile', () => {
  for (const profile of [standard, { ...standard, fpWeight: 0.22 }, { ...standard, fnWeight: 2 }]) {
    for (const [marked, score] of [
      [[], 0],
      [[100], 100],
    ] as const) {
      const prepared = prepare([file(marked)]);
      expect(normalise(prepared, profile, rawAt(prepared, profile, 1))).toBeCloseTo(score, 9);
    }
  }
});

it('finds the threshold that is best over all files', () => {
  const scores = new Float64Array(200);
  scores[100] = 0.4;
  scores[60] = 0.3;
  scores[61] = 0.9;
  const prepared = prepare([{ name: 'a', scores, windows: [{ first: 100, last: 119 }] }]);
  expect(optimise(prepared, standard)).toEqual({ threshold: 0.4, raw: rawAt(prepared, standard, 0.4) });
  expect(rawAt(prepared, standard, 0.4)).toBeCloseTo(1 - 0.11, 9);
});

it('scores folds at thresholds found on the others', () => {
  const quiet = file([]);
  const good = file([100]);
  const low: ScoredFile = { ...file([]), scores: file([100]).scores.map((score) => score / 2) };
  const prepared = prepare([good, good, low, quiet]);
  expect(foldScore(prepared, standard, [0, 1, 2, 3])).toBeLessThan(
    normalise(prepared, standard, optimise(prepared, standard).raw)
  );
  const parts = randomParts(34, 4, 1);
  expect([0, 1, 2, 3].map((part) => parts.filter((other) => other === part).length).sort()).toEqual([8, 8, 9, 9]);
  expect(randomParts(34, 4, 1)).toEqual(parts);
});

const shared = join(process.cwd(), '..', 'shared', 'data', 'nab');

const withData = existsSync(shared) ? it : it.skip;

withData(
  "gives NAB's published score of its windowed Gaussian detector, file by file (skipped without the shared NAB data)",
  () => {
    const profile = readProfiles(shared).standard;
    const files = new Map(readNab(shared).map((one) => [one.name, one]));
    for (const [name, score] of PUBLISHED_WINDOWED_GAUSSIAN) {
      const one = files.get(name);
      if (one === undefined) {
        throw new Error(`${name} is missing`);
      }
      const ours = rawAt(prepare([{ name, windows: one.windows, scores: windowedGaussian(one.values) }]), profile, 1);
      expect([name, ours.toFixed(9)]).toEqual([name, score.toFixed(9)]);
    }
  }
);
