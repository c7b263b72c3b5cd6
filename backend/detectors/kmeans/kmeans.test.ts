import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesGroup } from '../detector.ts';
import { fitClusters, nearestCluster } from './clusters.ts';
import { runDistances } from './distance-graph.ts';
import { kmeans } from './kmeans.ts';

const STEP = 300_000;
const TRAINING = 1500;

afterAll(() => sessions.clear());

/** Rows about 0 and about 10, and one far out. */
function rowsOf(count: number, width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const rows = Float32Array.from(
    { length: count * width },
    (_, i) => 10 * (Math.floor(i / width) % 2) + random() + random() - 1
  );
  rows.fill(-60, 0, width);
  return rows;
}

describe('fitClusters', () => {
  it('does not take a few rows far out for a group of their own', async () => {
    const rows = rowsOf(1000, 3, 1);
    const random = () => seededRandom(1);
    const clusters = await fitClusters(rows, 3, { clusters: 3, contamination: 0.01 }, random());
    expect(clusters.spreads).toHaveLength(2);
    expect((await runDistances(clusters, rows.subarray(0, 3)))[0]).toBeGreaterThan(50);
    const all = await fitClusters(rows, 3, { clusters: 3, contamination: 0 }, random());
    expect(all.spreads).toHaveLength(3);
  });

  it('measures from the nearest group in its own spreads, the parts adding up', async () => {
    const rows = rowsOf(400, 4, 2);
    const clusters = await fitClusters(rows, 4, { clusters: 5, contamination: 0.01 }, seededRandom(2));
    const distances = await runDistances(clusters, rows);
    for (let i = 0; i < 400; i++) {
      const { square, squares } = nearestCluster(clusters, rows.subarray(i * 4, i * 4 + 4));
      expect(squares.reduce((sum, one) => sum + one, 0)).toBe(square);
      expect(distances[i]).toBe(Math.fround(Math.sqrt(square)));
    }
  });

  it('gives a row the same distance whatever rows are beside it', async () => {
    const rows = rowsOf(500, 7, 3);
    const clusters = await fitClusters(rows, 7, { clusters: 9, contamination: 0.01 }, seededRandom(3));
    const whole = await runDistances(clusters, rows);
    await fc.assert(
      fc.asyncProperty(fc.nat(499), fc.integer({ min: 1, max: 40 }), async (from, size) => {
        const part = await runDistances(clusters, rows.slice(from * 7, (from + size) * 7));
        expect([...part]).toEqual([...whole.subarray(from, from + size)]);
      }),
      { numRuns: 30 }
    );
  });
});

describe('kmeans', () => {
  /** A machine that is idle or busy, by turns of an hour or so: in between is no way of running. */
  function modes(change: (value: number, i: number) => number): SeriesGroup {
    const random = seededRandom(8);
    let isBusy = false;
    const values = Float64Array.from({ length: TRAINING + 500 }, (_, i) => {
      isBusy = random() < 0.08 ? !isBusy : isBusy;
      return change((isBusy ? 90 : 10) + 2 * (random() + random() - 1), i);
    });
    const series: Series = { labels: {}, times: values.map((_, i) => i * STEP), values };
    return { step: STEP, series: [series] };
  }
  const part = ({ step, series }: SeriesGroup, from: number, to?: number): SeriesGroup => ({
    step,
    series: series.map((one) => ({ ...one, times: one.times.slice(from, to), values: one.values.slice(from, to) })),
  });

  it('marks what lies between the ways a series runs', async () => {
    const group = modes((value, i) => (i === TRAINING + 200 ? 50 : value));
    const settings = kmeans.schema.parse({ features: 'values' });
    const [model] = await kmeans.fit([part(group, 0, TRAINING)], settings, 1);
    const window = part(group, TRAINING);
    const [scores] = await kmeans.score([model], [null], [window]);
    const [{ score }] = scores.series;
    expect(score[200]).toBeGreaterThan(0.8);
    expect(score.filter((one) => one >= 0.8)).toHaveLength(1);
    const { facts, summary } = kmeans.explain(model, window, scores, 0, 200);
    const added = facts.filter(({ key }) => key.startsWith('adds.')).reduce((sum, { value }) => sum + Number(value), 0);
    expect(added).toBeCloseTo(Number(facts.find(({ key }) => key === 'measure')?.value), 8);
    expect(summary).toMatch(/sets the point apart/);
  });

  it('fits other groups from another seed, and the same from the same', async () => {
    const group = part(
      modes((value) => value),
      0,
      TRAINING
    );
    const [a, b, c] = await Promise.all(
      [1, 1, 2].map(async (seed) => (await kmeans.fit([group], kmeans.schema.parse({}), seed))[0])
    );
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it('says so where a model has seen too few points to be exported', async () => {
    const [model] = await kmeans.fit(
      [
        part(
          modes((value) => value),
          0,
          50
        ),
      ],
      kmeans.schema.parse({}),
      1
    );
    expect(() => kmeans.toOnnx?.(model)).toThrow(/too few points/);
  });
});
