import { seededRandom } from '../../features/random.ts';
import { nameChange } from './kind.ts';
import type { Kind } from './kind.ts';

const N = 128;
const ALL: readonly Kind[] = ['level', 'trend', 'variance'];

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const make = (seed: number, at: (i: number, normal: number) => number): Float64Array => {
  const normal = normals(seed);
  return Float64Array.from({ length: N }, (_, i) => at(i, normal()));
};

const CASES: Readonly<Record<Kind, (from: number) => (i: number, normal: number) => number>> = {
  level: (from) => (i, normal) => 10 + normal + (i >= from ? 5 : 0),
  trend: (from) => (i, normal) => 10 + normal + Math.max(0, i - from + 1) * 0.4,
  variance: (from) => (i, normal) => 10 + normal * (i >= from ? 5 : 1),
};

describe.each(ALL)('a change of %s', (kind) => {
  it.each([40, 64, 96])('that begins at point %d is named so, and its beginning found', (from) => {
    let named = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const change = nameChange(make(seed, CASES[kind](from)), ALL, 1);
      named += change.kind === kind && Math.abs(change.at - from) <= 8 ? 1 : 0;
    }
    expect(named).toBeGreaterThanOrEqual(18);
  });
});

it('tells what was before and after', () => {
  const level = nameChange(make(1, CASES.level(64)), ALL, 1);
  expect([level.before, level.after].map(Math.round)).toEqual([10, 15]);
  const trend = nameChange(make(2, CASES.trend(64)), ALL, 1);
  expect(Math.abs(trend.before)).toBeLessThan(0.05);
  expect(trend.after).toBeCloseTo(0.4, 1);
  const spread = nameChange(make(3, CASES.variance(64)), ALL, 1);
  expect(spread.before).toBeCloseTo(1, 0);
  expect(spread.after).toBeGreaterThan(3.5);
  expect(spread.after).toBeLessThan(6.5);
});

it('finds the very step and bend that least squares leave nothing of', () => {
  for (let from = 3; from <= N - 4; from++) {
    const step = nameChange(
      Float64Array.from({ length: N }, (_, i) => 2 + 0.1 * i + (i >= from ? 3 : 0)),
      ['level'],
      0
    );
    expect(step.at).toBe(from);
    const bend = nameChange(
      Float64Array.from({ length: N }, (_, i) => 2 + 0.1 * i + 0.3 * Math.max(0, i - from + 1)),
      ['trend'],
      0
    );
    expect(Math.abs(bend.at - Math.max(4, from))).toBeLessThanOrEqual(1);
  }
});
