import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { NeighbourSearch } from './neighbours.ts';
import { squaredDistance } from './points.ts';
import type { Points } from './points.ts';
import type { Separation } from './separation.ts';

const places = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

/** What there is to find, by looking at everything and sorting. */
function plain(queries: Points, references: Points, k: number, separation: Separation | null) {
  const index: number[] = [];
  const distance: number[] = [];
  for (let q = 0; q < queries.count; q++) {
    const all = Array.from(places(references.count))
      .filter((r) => !separation || Math.abs(separation.queries[q] - separation.references[r]) >= separation.zone)
      .map((r) => ({ r, squared: squaredDistance(queries, q, references, r) }))
      .sort((a, b) => a.squared - b.squared || a.r - b.r);
    for (let n = 0; n < k; n++) {
      index.push(all[n]?.r ?? -1);
      distance.push(Math.sqrt(all[n]?.squared ?? Number.POSITIVE_INFINITY));
    }
  }
  return { index, distance };
}

async function expectExact(queries: Points, references: Points, k: number, separation: Separation | null = null) {
  const search = new NeighbourSearch(references, k);
  const found = await search.find(queries, separation);
  const now = search.findNow(queries, separation);
  const { index, distance } = plain(queries, references, k, separation);
  expect([...found.distance]).toEqual(distance);
  expect([...found.index]).toEqual(index);
  expect([...now.index]).toEqual(index);
}

type Draw = (random: () => number) => number;
const draws: Record<string, Draw> = {
  normal: (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  'far from the origin': (random) => 1000 + random(),
  'counts with many ties': (random) => Math.floor(random() * 3),
  'all equal': () => 0.1,
  'a few huge': (random) => (random() < 0.02 ? 1e6 : random()),
  'of all magnitudes': (random) => 10 ** (12 * random() - 6),
  'beyond float32 squares': (random) => (random() < 0.02 ? 1e20 : random()),
};

function points(draw: Draw, count: number, columns: number, seed: number): Points {
  const random = seededRandom(seed);
  return { rows: Float32Array.from({ length: count * columns }, () => draw(random)), count, columns };
}

describe('NeighbourSearch', () => {
  // 2 columns: k-d tree; 6: ONNX Runtime; few points: one by one.
  it.each(Object.keys(draws))('finds what sorting all distances finds, points %s', async (name) => {
    for (const [count, columns] of [
      [700, 2],
      [700, 6],
      [333, 16],
      [40, 5],
    ]) {
      const references = points(draws[name], count, columns, count);
      await expectExact(points(draws[name], 180, columns, 7), references, 5);
    }
  });

  it('leaves out references near in place, also where they are the nearest by far', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 130 }), fc.integer({ min: 1, max: 12 }), async (zone, k) => {
        const random = seededRandom(zone);
        let walk = 0;
        const rows = Float32Array.from({ length: 240 * 4 }, () => (walk += random() - 0.5));
        const all = { rows, count: 240, columns: 4 };
        await expectExact(all, all, k, { queries: places(240), references: places(240), zone });
      }),
      { numRuns: 8 }
    );
  });

  it('has no neighbour where there are too few', async () => {
    await expectExact(points(draws.normal, 300, 4, 1), points(draws.normal, 3, 4, 2), 5);
    const all = points(draws.normal, 300, 4, 1);
    await expectExact(all, all, 4, { queries: places(300), references: places(300), zone: 299 });
    await expectExact(all, { rows: new Float32Array(0), count: 0, columns: 4 }, 2);
  });

  it('finds the nearest of a query that float32 cannot rank', async () => {
    const queries = points(draws.normal, 180, 6, 5);
    queries.rows.set([1e25, -1e30, 3e37], 12);
    const far = points((random) => 1e14 * (random() - 0.5), 700, 6, 6);
    await expectExact(queries, far, 5);
  });

  it('gives the same for a query alone as among many', async () => {
    const references = points(draws['counts with many ties'], 900, 5, 3);
    const queries = points(draws['counts with many ties'], 300, 5, 4);
    const search = new NeighbourSearch(references, 7);
    const together = await search.find(queries);
    for (const q of [0, 17, 299]) {
      const alone = await search.find({ rows: queries.rows.slice(q * 5, q * 5 + 5), count: 1, columns: 5 });
      expect([...alone.index]).toEqual([...together.index.subarray(q * 7, q * 7 + 7)]);
    }
  });
});
