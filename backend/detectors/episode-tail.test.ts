import { seededRandom } from '../features/random.ts';
import { reachingEpisodes } from './episode-tail.ts';
import { fitTail } from './rarity.ts';

function exponential(count: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => -Math.log(1 - random()));
}

describe('reachingEpisodes', () => {
  it('leaves a smooth tail nearly as it is', () => {
    const raw = exponential(14_000, 1);
    const tail = fitTail(raw);
    const reaching = reachingEpisodes(tail, raw);
    for (const rarity of [1, 2, 3, 4, 5]) {
      expect(reaching.rawAt(rarity) / tail.rawAt(rarity)).toBeGreaterThanOrEqual(1);
      expect(reaching.rawAt(rarity) / tail.rawAt(rarity)).toBeLessThan(1.3);
    }
  });

  it('reaches events that come back on many days, and not an incident', () => {
    const often = exponential(14_000, 2).map((value, i) => (i % 2000 === 77 ? 50 : value));
    expect(fitTail(often).rawAt(4)).toBeLessThan(20);
    expect(reachingEpisodes(fitTail(often), often).rawAt(4)).toBeGreaterThan(40);
    const once = exponential(14_000, 2).map((value, i) => (i > 5000 && i < 5030 ? 50 : value));
    expect(reachingEpisodes(fitTail(once), once).rawAt(4)).toBeLessThan(20);
  });

  it('says nothing of a short training part', () => {
    const raw = exponential(200, 3);
    const tail = fitTail(raw);
    expect(reachingEpisodes(tail, raw)).toBe(tail);
  });
});
