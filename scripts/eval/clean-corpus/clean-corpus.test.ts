import { scoreOfRarity } from '../../../backend/detectors/rarity.ts';
import { cleanGroup } from './clean-group.ts';
import { CLEAN_FAMILIES } from './index.ts';
import { rarityOfScore } from './score-rarity.ts';
import { DAY_POINTS } from './shapes.ts';

it.each(CLEAN_FAMILIES.map((family) => [family.name, family] as const))(
  '%s: numbers throughout, the same for the same seed, another for another',
  (name, family) => {
    const [one, same, other] = [1, 1, 2].map((seed) => cleanGroup(family, seed, DAY_POINTS, false).series[0].values);
    expect(one.every(Number.isFinite)).toBe(true);
    expect(one).toEqual(same);
    if (name !== 'constant') {
      expect(one).not.toEqual(other);
    }
  }
);

it('gives replicas that share their course and not their noise', () => {
  const [family] = CLEAN_FAMILIES.filter(({ name }) => name === 'requests, white noise');
  const { series } = cleanGroup(family, 3, 7 * DAY_POINTS, true);
  expect(series).toHaveLength(5);
  const apart = series[0].values.map((value, i) => value - series[1].values[i]);
  const deviation = Math.sqrt(apart.reduce((sum, value) => sum + value * value, 0) / apart.length);
  expect(deviation).toBeGreaterThan(5);
  expect(deviation).toBeLessThan(6.5);
});

it('holds out a third of the families', () => {
  expect(CLEAN_FAMILIES).toHaveLength(30);
  expect(CLEAN_FAMILIES.filter(({ isHeldOut }) => isHeldOut)).toHaveLength(10);
});

it('reads from a score the rarity it stands for', () => {
  for (const rarity of [0, 0.5, 1, 2.9, 3, 3.5, 4, 5]) {
    expect(rarityOfScore(scoreOfRarity(rarity))).toBeCloseTo(rarity, 9);
  }
  expect(rarityOfScore(0.95)).toBeGreaterThan(5);
});
