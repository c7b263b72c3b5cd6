import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { KernelRows } from './kernel-rows.ts';
import { kernelSums } from './kernel-sums.ts';
import { fitSvm, scaleGamma } from './svm.ts';

/** What models are fitted with: at a tenth of it the kernel's float32 numbers can keep the solver from its end. */
const TOLERANCE = 1e-5;

function cloud(count: number, features: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count * features }, () => 2 * (random() + random() + random() - 1.5));
}

function kernelOf(rows: Float32Array, features: number, gamma: number, i: number, j: number): number {
  let squares = 0;
  for (let f = 0; f < features; f++) {
    squares += (rows[i * features + f] - rows[j * features + f]) ** 2;
  }
  return Math.exp(-gamma * squares);
}

const problems = fc.record({
  count: fc.integer({ min: 1, max: 120 }),
  features: fc.integer({ min: 1, max: 6 }),
  nu: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  gamma: fc.double({ min: 0.01, max: 3, noNaN: true }),
  seed: fc.nat(1000),
});

afterAll(() => sessions.clear());

describe('kernel rows', () => {
  it('are the kernel to float32, with room for two rows or for all', () => {
    fc.assert(
      fc.property(problems, fc.boolean(), ({ count, features, gamma, seed }, isTight) => {
        const rows = cloud(count, features, seed);
        const kernel = new KernelRows(rows, count, features, gamma, isTight ? 1 : undefined);
        const random = seededRandom(seed, 1);
        for (let trial = 0; trial < 10; trial++) {
          const i = Math.floor(random() * count);
          const row = kernel.row(i);
          for (let j = 0; j < count; j++) {
            expect(Math.abs(row[j] - kernelOf(rows, features, gamma, i, j))).toBeLessThan(2e-7);
          }
        }
      }),
      { numRuns: 30 }
    );
  });

  it('end at 0 for rows that are worlds apart', () => {
    const row = new KernelRows(Float32Array.of(0, 1e30, 20), 3, 1, 1).row(0);
    expect(Array.from(row)).toEqual([1, 0, 0]);
  });
});

describe('the one-class SVM', () => {
  it('meets the conditions of its optimum: weights within bounds, sums on the right side of rho', () => {
    fc.assert(
      fc.property(problems, ({ count, features, nu, gamma, seed }) => {
        const rows = cloud(count, features, seed);
        const { solution } = fitSvm(rows, count, features, { nu, gamma, tolerance: TOLERANCE });
        expect(solution.converged).toBe(true);
        expect(solution.alpha.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(nu * count, 6);
        for (let i = 0; i < count; i++) {
          const weight = solution.alpha[i];
          expect(weight >= 0 && weight <= 1).toBe(true);
          let sum = 0;
          for (let j = 0; j < count; j++) {
            sum += solution.alpha[j] * kernelOf(rows, features, gamma, i, j);
          }
          expect(Math.abs(sum - solution.sums[i])).toBeLessThan(1e-5);
          // Rows without weight lie inside, those with all they may have outside, the others on the edge.
          const slack = 2 * TOLERANCE + 1e-9;
          expect(weight > 0 || solution.sums[i] >= solution.rho - slack).toBe(true);
          expect(weight < 1 || solution.sums[i] <= solution.rho + slack).toBe(true);
        }
      }),
      { numRuns: 60 }
    );
  });

  it('leaves at most nu of the rows outside and takes at least nu as support vectors', () => {
    const [count, features, nu] = [800, 4, 0.1];
    const rows = cloud(count, features, 3);
    const { svm, solution } = fitSvm(rows, count, features, { nu, gamma: scaleGamma(rows, features), tolerance: 1e-5 });
    expect(solution.sums.filter((sum) => sum < svm.rho - 1e-5).length).toBeLessThanOrEqual(nu * count);
    expect(svm.alpha.length).toBeGreaterThanOrEqual(nu * count);
  });

  it.each([
    ['equal rows', new Float32Array(60).fill(2), 3],
    ['one row', Float32Array.of(1, 2), 2],
    ['rows worlds apart', Float32Array.of(1e30, -1e30, 0, 5e29), 1],
  ])('takes %s', (_, rows, features) => {
    const count = rows.length / features;
    const gamma = scaleGamma(rows, features);
    const { svm, solution } = fitSvm(rows, count, features, { nu: 0.5, gamma, tolerance: TOLERANCE });
    expect(solution.converged).toBe(true);
    expect(Number.isFinite(svm.rho)).toBe(true);
  });
});

describe('sums of kernels', () => {
  it('by ONNX Runtime are those of the definition, to the bit the same beside other rows', async () => {
    const [count, features] = [1300, 5];
    const rows = cloud(count, features, 9);
    const { svm } = fitSvm(rows, 400, features, { nu: 0.2, gamma: 0.3, tolerance: 1e-5 });
    const all = await kernelSums(svm, rows, count);
    for (let i = 0; i < count; i += 7) {
      let sum = 0;
      svm.alpha.forEach((weight, k) => {
        const pair = new Float32Array(2 * features);
        pair.set(rows.subarray(i * features, (i + 1) * features));
        pair.set(svm.vectors.subarray(k * features, (k + 1) * features), features);
        sum += weight * kernelOf(pair, features, svm.gamma, 0, 1);
      });
      expect(Math.abs(all[i] / sum - 1)).toBeLessThan(1e-5);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(count - 1), fc.integer({ min: 1, max: 700 }), async (from, wanted) => {
        const size = Math.min(wanted, count - from);
        const part = await kernelSums(svm, rows.subarray(from * features, (from + size) * features), size);
        expect(part).toEqual(all.slice(from, from + size));
      }),
      { numRuns: 60 }
    );
  });
});
