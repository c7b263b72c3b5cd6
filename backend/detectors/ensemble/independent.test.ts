import { seededRandom } from '../../features/random.ts';
import { independentMean } from './independent.ts';

it('is the rarity itself for one member, and lower the more there are', () => {
  for (const rarity of [1, 3, 5]) {
    expect(independentMean(1, rarity)).toBeCloseTo(rarity, 9);
    const means = [1, 2, 3, 6].map((members) => independentMean(members, rarity));
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  }
});

it('is what means of independent rarities reach', () => {
  const random = seededRandom(1);
  const means = Array.from({ length: 100_000 }, () => -Math.log10(random() * random() * random()) / 3);
  const bound = independentMean(3, 2);
  expect(means.filter((mean) => mean > bound).length / means.length).toBeGreaterThan(0.009);
  expect(means.filter((mean) => mean > bound).length / means.length).toBeLessThan(0.011);
});
