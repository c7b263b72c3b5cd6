import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { lloyd } from './lloyd.ts';
import { seedCentres } from './seed-centres.ts';

afterAll(() => sessions.clear());

/** Rows of three groups. */
function groups(count: number, width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from(
    { length: count * width },
    (_, i) => 5 * (Math.floor(i / width) % 3) + random() + random() - 1
  );
}

/** Lloyd's algorithm as its paper has it, float64. */
function plainLloyd(rows: Float32Array, width: number, initial: Float32Array) {
  const centres = Float64Array.from(initial);
  const k = centres.length / width;
  let labels = new Int32Array(rows.length / width);
  let rounds = 0;
  for (let isMoving = true; isMoving; rounds++) {
    const sums = new Float64Array(centres.length);
    const counts = new Float64Array(k);
    labels = labels.map((_, i) => {
      const squares = Array.from({ length: k }, (__, c) =>
        rows
          .subarray(i * width, (i + 1) * width)
          .reduce((sum, value, f) => sum + (value - centres[c * width + f]) ** 2, 0)
      );
      const label = squares.indexOf(Math.min(...squares));
      counts[label]++;
      rows.subarray(i * width, (i + 1) * width).forEach((value, f) => (sums[label * width + f] += value));
      return label;
    });
    const moved = sums.map((sum, i) =>
      counts[Math.floor(i / width)] ? sum / counts[Math.floor(i / width)] : centres[i]
    );
    isMoving = moved.some((value, i) => Math.abs(value - centres[i]) > 1e-9);
    centres.set(moved);
  }
  return { centres, labels, rounds };
}

describe('lloyd', () => {
  it('finds the groups, labels and centres of the plain algorithm', async () => {
    for (const [count, width, k] of [
      [60, 2, 3],
      [300, 5, 7],
      [50, 1, 4],
    ]) {
      const rows = groups(count, width, count);
      const initial = rows.slice(0, k * width);
      const expected = plainLloyd(rows, width, initial);
      const found = await lloyd(rows, width, initial, { tolerance: 0, mostRounds: 300 });
      expect(found.rounds).toBe(expected.rounds);
      expect(found.isAtRest).toBe(true);
      expect([...found.labels]).toEqual([...expected.labels]);
      found.centres.forEach((value, i) => expect(value).toBeCloseTo(expected.centres[i], 4));
    }
  });

  it('leaves a centre that no row is nearest to where it is', async () => {
    const rows = Float32Array.of(0, 1, 2, 10, 11, 12);
    const { centres, labels } = await lloyd(rows, 1, Float32Array.of(1, 11, 500));
    expect([...centres]).toEqual([1, 11, 500].map((value) => expect.closeTo(value, 4) as number));
    expect([...labels]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('goes on where rounds run out within one call of the runtime', async () => {
    const rows = groups(300, 4, 9);
    const initial = rows.slice(0, 24);
    const whole = await lloyd(rows, 4, initial, { tolerance: 0, mostRounds: 300 });
    const { rounds, isAtRest } = await lloyd(rows, 4, initial, { tolerance: 0, mostRounds: 2 });
    expect([rounds, isAtRest]).toEqual([2, false]);
    expect(whole.rounds).toBeGreaterThan(2);
  });

  it('never makes the sum of squares larger', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 6 }), async (seed, k) => {
        const random = seededRandom(seed);
        const rows = Float32Array.from({ length: 60 * 3 }, () => random());
        const initial = seedCentres(rows, 3, k, random);
        const one = await lloyd(rows, 3, initial, { tolerance: 0, mostRounds: 1 });
        const all = await lloyd(rows, 3, initial);
        expect(all.inertia).toBeLessThanOrEqual(one.inertia * (1 + 1e-6));
      }),
      { numRuns: 20 }
    );
  });
});

describe('seedCentres', () => {
  it('takes different rows, one of each group, and no more than there are', () => {
    const rows = groups(90, 2, 4);
    const centres = seedCentres(rows, 2, 3, seededRandom(1));
    const found = new Set([0, 2, 4].map((i) => Math.round(centres[i] / 5)));
    expect(found.size).toBe(3);
    expect(seedCentres(Float32Array.of(1, 1, 2, 2, 1), 1, 4, seededRandom(1)).toSorted()).toEqual(
      Float32Array.of(1, 2)
    );
  });
});
