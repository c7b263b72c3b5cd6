import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { pathSums } from './forest.ts';
import { PATH_QUANTUM, averagePath, fitForest } from './forest.ts';
import type { Forest } from './forest.ts';
import { packForest } from './packed-forest.ts';
import { PathExplainer } from './tree-shap.ts';

function cloud(count: number, features: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count * features }, () => random() + random() - 1);
}

/** The training points of one leaf, by the inverse of c(n), looked up apart from the code under test. */
function pointsOf(path: number, level: number, most: number): number {
  return Array.from({ length: most }, (_, i) => i + 1).reduce((best, n) =>
    Math.abs(averagePath(n) - (path - level)) < Math.abs(averagePath(best) - (path - level)) ? n : best
  );
}

/** Mean path length when only the features in `known` (bits) are known: the others follow the training points. */
function gameValue(forest: Forest, row: Float32Array, known: number): number {
  const inner = 2 ** forest.depth - 1;
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree++) {
    const visit = (node: number, level: number): { points: number; value: number } => {
      const slot = tree * inner + node;
      if (level === forest.depth || forest.threshold[slot] === Infinity) {
        const bottom = (node + 1) * 2 ** (forest.depth - level) - 1 - inner;
        const value = forest.path[tree * (inner + 1) + bottom] * PATH_QUANTUM;
        return { points: pointsOf(value, level, forest.subsample), value };
      }
      const [left, right] = [visit(2 * node + 1, level + 1), visit(2 * node + 2, level + 1)];
      const points = left.points + right.points;
      const f = forest.feature[slot];
      const value =
        (known >> f) & 1
          ? (row[f] <= forest.threshold[slot] ? left : right).value
          : (left.points * left.value + right.points * right.value) / points;
      return { points, value };
    };
    sum += visit(0, 0).value;
  }
  return sum / forest.trees;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const size = (bits: number): number => (bits === 0 ? 0 : (bits & 1) + size(bits >> 1));

/** Shapley's values by their definition: over all subsets. */
function shapley(forest: Forest, row: Float32Array): number[] {
  const n = forest.features;
  const values = Array.from({ length: 2 ** n }, (_, known) => gameValue(forest, row, known));
  return Array.from({ length: n }, (_, f) =>
    values.reduce((sum, value, known) => {
      if ((known >> f) & 1) {
        return sum;
      }
      const weight = (factorial(size(known)) * factorial(n - size(known) - 1)) / factorial(n);
      return sum + weight * (values[known | (1 << f)] - value);
    }, 0)
  );
}

const forests = fc.record({
  features: fc.integer({ min: 1, max: 5 }),
  training: fc.integer({ min: 2, max: 120 }),
  trees: fc.integer({ min: 1, max: 4 }),
  subsample: fc.integer({ min: 2, max: 64 }),
  seed: fc.nat(10_000),
});

describe('contributions to the path length', () => {
  it('are the Shapley values of their definition', () => {
    fc.assert(
      fc.property(forests, ({ features, training, trees, subsample, seed }) => {
        const rows = cloud(training, features, seed);
        const forest = fitForest(rows, training, features, { trees, subsample }, seededRandom(seed));
        const row = cloud(1, features, seed + 1).map((value) => 1.5 * value);
        const { parts, expected } = new PathExplainer(packForest(forest)).explain(row);
        expect(expected).toBeCloseTo(gameValue(forest, row, 0), 9);
        shapley(forest, row).forEach((value, f) => expect(parts[f]).toBeCloseTo(value, 9));
      }),
      { numRuns: 100 }
    );
  });

  it('add up to the difference from the expected path length, whatever the forest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1000), (features, seed) => {
        const rows = cloud(600, features, seed);
        const forest = fitForest(rows, 600, features, { trees: 20, subsample: 256 }, seededRandom(seed));
        const explainer = new PathExplainer(packForest(forest));
        const row = cloud(1, features, seed + 1).map((value) => 3 * value);
        const { parts, expected } = explainer.explain(row);
        const [sum] = pathSums(forest, row, 1);
        const path = (sum * PATH_QUANTUM) / forest.trees;
        expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(path - expected, 8);
        expect(explainer.explain(row).parts).toEqual(parts);
      }),
      { numRuns: 20 }
    );
  });

  it('give the feature that stands out the most of it', () => {
    const rows = cloud(1000, 5, 1);
    const forest = fitForest(rows, 1000, 5, { trees: 100, subsample: 256 }, seededRandom(1));
    const { parts } = new PathExplainer(packForest(forest)).explain(Float32Array.of(0, 0, 0.99, 0, 0));
    expect(parts[2]).toBeLessThan(-1);
    [0, 1, 3, 4].forEach((f) => expect(parts[f]).toBeGreaterThan(parts[2] / 2));
  });
});
