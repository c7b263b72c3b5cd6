import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesGroup } from '../detector.ts';
import { runDistances } from './distance-graph.ts';
import { eigenOf, momentsOf } from './linear-algebra.ts';
import { multivariate } from './multivariate.ts';
import { METHODS, multivariateSettings } from './settings.ts';
import { contributionsOf, fitSubspace, squaredDistances } from './subspace.ts';

const STEP = 300_000;
const TRAINING = 1500;

function rowsOf(count: number, width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const rows = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const shared = random() + random() - 1;
    for (let f = 0; f < width; f++) {
      rows[i * width + f] = shared * (f + 1) + 0.3 * (random() + random() - 1);
    }
  }
  return rows;
}

describe('eigenOf', () => {
  it('gives values in descending order and vectors that make the matrix again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer(), (n, seed) => {
        const { covariance } = momentsOf(rowsOf(40, n, seed), n);
        const { values, vectors } = eigenOf(covariance, n);
        for (let a = 0; a < n; a++) {
          expect(a === 0 || values[a] <= values[a - 1] + 1e-12).toBe(true);
          for (let b = 0; b < n; b++) {
            const made = values.reduce((sum, value, k) => sum + value * vectors[k * n + a] * vectors[k * n + b], 0);
            expect(made).toBeCloseTo(covariance[a * n + b], 10);
          }
        }
      })
    );
  });
});

describe('fitSubspace', () => {
  const rows = rowsOf(500, 2, 1);

  it('measures the Mahalanobis distance, as the inverse covariance has it', () => {
    const plain = { method: 'mahalanobis', variance: 0.9, contamination: 0 } as const;
    const { mean, covariance } = momentsOf(rows, 2);
    const ridge = (1e-3 * (covariance[0] + covariance[3])) / 2;
    const [a, b, d] = [covariance[0] + ridge, covariance[1], covariance[3] + ridge];
    const [x, y] = [rows[0] - mean[0], rows[1] - mean[1]];
    const expected = (d * x * x - 2 * b * x * y + a * y * y) / (a * d - b * b);
    expect(squaredDistances(fitSubspace(rows, 2, plain), rows)[0]).toBeCloseTo(expected, 6);
  });

  it('leaves the farthest rows out of the model', () => {
    const spoilt = rows.map((value, i) => (i < 10 ? 50 : value));
    const settings = { method: 'mahalanobis', variance: 0.9 } as const;
    const far = (contamination: number) =>
      squaredDistances(fitSubspace(spoilt, 2, { ...settings, contamination }), spoilt)[0];
    expect(far(0.02)).toBeGreaterThan(20 * far(0));
  });

  it.each(['mahalanobis', 'pca'] as const)('%s: contributions add up, and the graph gives the same', async (method) => {
    const wide = rowsOf(300, 5, 2);
    const subspace = fitSubspace(wide, 5, { method, variance: 0.8, contamination: 0.01 });
    const distances = squaredDistances(subspace, wide);
    const run = await runDistances(subspace, wide);
    for (const i of [0, 7, 299]) {
      const added = contributionsOf(subspace, wide.subarray(i * 5, i * 5 + 5)).reduce((sum, one) => sum + one, 0);
      expect(added).toBeCloseTo(distances[i], 8);
      expect(run[i]).toBe(Math.fround(run[i]));
      expect(run[i] / distances[i]).toBeCloseTo(1, 6);
    }
  });

  it('pca sees what the components leave over, not what runs along them', () => {
    const subspace = fitSubspace(rows, 2, { method: 'pca', variance: 0.5, contamination: 0 });
    const [along, across] = squaredDistances(subspace, Float32Array.of(3, 6, 2, -1));
    expect(across).toBeGreaterThan(50 * along);
  });
});

describe('multivariate', () => {
  /** Requests, and what follows from them: latency and processor time. */
  function service(change: (values: number[], i: number) => number[]): SeriesGroup {
    const random = seededRandom(5);
    const noise = () => random() + random() - 1;
    const points = Array.from({ length: 2000 }, (_, i) => {
      const load = 100 + 50 * Math.sin((2 * Math.PI * i) / 97) + 30 * Math.sin(i / 13) + 5 * noise();
      return change([load, 20 + 0.4 * load + 2 * noise(), 5 + 0.1 * load + 0.5 * noise()], i);
    });
    const series = ['requests', 'cpu', 'latency'].map((name, s): Series => ({
      labels: { __name__: name },
      times: Float64Array.from(points, (_, i) => i * STEP),
      values: Float64Array.from(points, (values) => values[s]),
    }));
    return { step: STEP, series };
  }
  const part = ({ step, series }: SeriesGroup, from: number, to: number): SeriesGroup => ({
    step,
    series: series.map((one) => ({ ...one, times: one.times.slice(from, to), values: one.values.slice(from, to) })),
  });

  it.each(METHODS)('%s marks values that do not go together', async (method) => {
    // At 1800 the processor is as busy as at the height of the load, while the load is low: each alone is usual.
    const group = service(([load, cpu, latency], i) => (i === 1800 ? [70, 80, latency] : [load, cpu, latency]));
    const settings = multivariateSettings.parse({ method });
    const [model] = await multivariate.fit([part(group, 0, TRAINING)], settings, 1);
    const window = part(group, TRAINING - settings.window, 2000);
    const [scores] = await multivariate.score([model], [null], [window]);
    const index = 1800 - TRAINING + settings.window;
    const highest = (at: number) => Math.max(...scores.series.map(({ score }) => score[at]));
    expect(highest(index)).toBeGreaterThan(0.8);
    const others = scores.series[0].score.map((_, i) =>
      i < settings.window || Math.abs(i - index) <= 12 ? 0 : highest(i)
    );
    expect(others.filter((score) => score >= 0.8).length).toBeLessThanOrEqual(2);
    const { contributions, facts } = multivariate.explain(model, window, scores, 1, index);
    expect(['cpu', 'requests']).toContain(contributions[0].name);
    if (method !== 'autoencoder') {
      const parts = facts.filter(({ key }) => key.startsWith('adds.'));
      const measure = Number(facts.find(({ key }) => key === 'measure')?.value);
      expect(parts.reduce((sum, { value }) => sum + Number(value), 0)).toBeCloseTo(measure, 6);
    }
  });

  it.each(METHODS)('%s: says so where a model has seen too few points to be exported', async (method) => {
    const few = part(
      service((values) => values),
      0,
      20
    );
    const [model] = await multivariate.fit([few], multivariateSettings.parse({ method }), 1);
    expect(() => multivariate.toOnnx?.(model)).toThrow(/too few points/);
    const [{ series }] = await multivariate.score([model], [null], [few]);
    expect(series.every(({ score }) => score.every(Number.isNaN))).toBe(true);
  });

  it('refuses more series than it can hold, and says what to do', async () => {
    const { series } = service((values) => values);
    const many = { step: STEP, series: Array.from({ length: 300 }, () => series[0]) };
    await expect(multivariate.fit([part(many, 0, 50)], multivariateSettings.parse({}), 1)).rejects.toThrow(
      /at most 256/
    );
  });
});
