import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { Numbers } from './arithmetic.ts';
import { INITIAL_TAIL, TAIL_CELLS, deviationAt, judgeAndLearn, learnTail, rarityOf } from './tail.ts';

const fresh = () => {
  const state = { cells: new Float64Array(TAIL_CELLS), table: new Float32Array(0) };
  state.cells.set(INITIAL_TAIL);
  return new Numbers(state);
};

function learnt(draw: (random: () => number) => number, points: number): Numbers {
  const m = fresh();
  const random = seededRandom(3);
  for (let i = 0; i < points; i++) {
    learnTail(m, 0, Math.abs(draw(random)), 1, 1);
  }
  return m;
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

it('begins as a normal distribution', () => {
  const m = fresh();
  for (const [deviation, rarity] of [
    [1.645, 1],
    [2.576, 2],
    [3.291, 3],
    [3.891, 4],
    [4.417, 5],
  ]) {
    expect(Math.abs(rarityOf(m, 0, deviation) - rarity)).toBeLessThan(0.12);
  }
});

// Rarities in closed form: of a normal distribution, an exponential one, and Student's t with two degrees of freedom.
it.each([
  ['normal', normal, [2.576, 3.291, 3.891]],
  ['exponential', (random: () => number) => -Math.log(1 - random()), [2, 3, 4].map((k) => k * Math.LN10)],
  [
    'heavy-tailed',
    (random: () => number) => {
      const p = 2 * random() - 1;
      return p * Math.sqrt(2 / (1 - p * p));
    },
    [2, 3, 4].map((k) => (1 - 10 ** -k) * Math.sqrt(2 / (1 - (1 - 10 ** -k) ** 2))),
  ],
] as const)('learns how rare deviations of a %s series are', (_, draw, exact) => {
  const m = learnt(draw, 200_000);
  exact.forEach((deviation, i) => {
    expect(Math.abs(rarityOf(m, 0, deviation) - (i + 2))).toBeLessThan(0.3);
  });
});

it('gives the deviation of a rarity back, and grows with it', () => {
  const m = learnt((random) => normal(random) ** 3, 20_000);
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), (rarity) => {
      const deviation = deviationAt(m, 0, rarity);
      expect(rarityOf(m, 0, deviation)).toBeCloseTo(rarity, 6);
      expect(rarityOf(m, 0, deviation * 1.01)).toBeGreaterThan(rarity);
    })
  );
});

it('judges and learns at once what it judges and learns one after the other, to the bit', () => {
  const one = fc.tuple(
    fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), fc.constant(0)),
    fc.double({ min: 0, max: 1, noNaN: true })
  );
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 300 }), (points) => {
      const m = fresh();
      const cells = Float64Array.from(INITIAL_TAIL);
      for (const [deviation, weight] of points) {
        const rarity = rarityOf(m, 0, deviation);
        learnTail(m, 0, deviation, 1, weight);
        expect(judgeAndLearn(cells, 0, deviation, weight)).toBe(rarity);
      }
      expect([...cells]).toEqual([...cells.keys()].map((k) => m.get(k)));
    })
  );
});
