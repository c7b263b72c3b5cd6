import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { ensembleModel } from './ensemble.ts';
import { PATH_QUANTUM, averagePath, fitForest, isolationScore, pathSums } from './forest.ts';
import type { Forest } from './forest.ts';
import { packForest, unpackForest } from './packed-forest.ts';
import { openSession } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';

function cloud(count: number, features: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count * features }, () => random() + random() + random() - 1.5);
}

/** Path length of one row, tree by tree, as the paper tells it. */
function plainSum(forest: Forest, row: Float32Array): number {
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree++) {
    const inner = 2 ** forest.depth - 1;
    let node = 0;
    while (node < inner) {
      const at = tree * inner + node;
      node = row[forest.feature[at]] <= forest.threshold[at] ? 2 * node + 1 : 2 * node + 2;
    }
    sum += forest.path[tree * (inner + 1) + node - inner];
  }
  return sum;
}

const options = { trees: 50, subsample: 128 };

describe('isolation trees', () => {
  it('are the same bytes for the same seed and others for another', () => {
    const rows = cloud(500, 4, 1);
    const [a, b, c] = [5, 5, 6].map((seed) => fitForest(rows, 500, 4, options, seededRandom(seed)));
    expect(a).toEqual(b);
    expect(a.threshold).not.toEqual(c.threshold);
  });

  it('set an outlier apart: a high score, and near or under 0.5 in the middle', () => {
    const forest = fitForest(cloud(2000, 3, 1), 2000, 3, options, seededRandom(1));
    const sums = pathSums(forest, Float32Array.of(9, -9, 9, 0, 0, 0), 2);
    const [outlier, middle] = Array.from(sums, (sum) => isolationScore(forest, sum));
    expect(outlier).toBeGreaterThan(0.7);
    expect(middle).toBeLessThan(0.5);
  });

  it('take c(n) from the paper', () => {
    expect([0, 1, 2].map(averagePath)).toEqual([0, 0, 1]);
    expect(averagePath(256)).toBeCloseTo(10.2448, 4);
  });

  it.each([
    ['no spread at all', new Float32Array(300), 3],
    ['one row', Float32Array.of(1, 2), 2],
    ['two rows', Float32Array.of(1, 2, 3, 4), 2],
  ])('grow on %s', (_, rows, features) => {
    const count = rows.length / features;
    const forest = fitForest(rows, count, features, options, seededRandom(1));
    expect(pathSums(forest, rows, count).every((sum) => sum >= 0 && Number.isFinite(sum))).toBe(true);
  });
});

describe('every way of walking', () => {
  it('gives the same sums: four by four, one by one, packed and unpacked, by ONNX Runtime', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 200 }),
        fc.nat(1000),
        async (count, features, training, seed) => {
          const grown = fitForest(
            cloud(training, features, seed),
            training,
            features,
            { trees: 20, subsample: 64 },
            seededRandom(seed)
          );
          const packed = packForest(grown);
          const forest = unpackForest(packed);
          expect(packForest(forest)).toEqual(packed);
          const rows = cloud(count, features, seed + 1);
          const walked = pathSums(forest, rows, count);
          expect(walked).toEqual(pathSums(grown, rows, count));
          expect(Array.from(walked)).toEqual(
            Array.from({ length: count }, (_, i) => plainSum(grown, rows.subarray(i * features, (i + 1) * features)))
          );
          const session = await openSession(ensembleModel(forest));
          const { paths } = await session.run({ rows: tensor('float32', [count, features], rows) });
          await session.dispose();
          expect(Float64Array.from(paths.data as Float32Array, (path) => path / PATH_QUANTUM)).toEqual(walked);
        }
      ),
      { numRuns: 25 }
    );
  });
});
