import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { seededRandom } from '../../features/random.ts';
import type { SeriesGroup } from '../detector.ts';
import { seasonal } from './seasonal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 5);
const settings = seasonal.schema.parse({});

type Shape = (phase: number, normal: () => number) => number;
const SHAPES: Readonly<Record<string, Shape>> = {
  'a daily wave': (phase, normal) => 100 + 30 * Math.sin(2 * Math.PI * phase) + 2 * normal(),
  'a daily wave under loud noise': (phase, normal) => 100 + 30 * Math.sin(2 * Math.PI * phase) + 6 * normal(),
  'noise around a level': (_phase, normal) => 100 + 2 * normal(),
};

function makeGroup(shape: Shape, from: number, step: number, days: number, seed: number): SeriesGroup {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const times = Float64Array.from({ length: (days * DAY) / step }, (_, i) => from + i * step);
  const values = times.map((time) => shape((time % DAY) / DAY, normal));
  return { step, series: [{ labels: {}, times, values }] };
}

/** Times since the first point, in hours, at which something is marked that was not 15 minutes before. */
async function marksOf(group: SeriesGroup): Promise<number[]> {
  const { times } = group.series[0];
  const [fresh] = await seasonal.fit([makeGroup(() => 0, 0, group.step, 0, 1)], settings, 1);
  const { score } = (await seasonal.score([fresh], [null], [group]))[0].series[0];
  const at = [...times].filter((_, i) => score[i] >= SEVERITY_THRESHOLDS.medium);
  return at.filter((time, i) => i === 0 || time - at[i - 1] > HOUR / 4).map((time) => (time - times[0]) / HOUR);
}

describe.each(Object.entries(SHAPES))('three days from nothing on of %s, in which nothing is wrong', (_, shape) => {
  it.each([
    [15_000, 1],
    [60_000, 3],
    [300_000, 8],
  ])('%d ms apart: hardly any mark', async (step, seeds) => {
    const counts: number[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      for (const from of [MONDAY, MONDAY + 9.35 * HOUR]) {
        counts.push((await marksOf(makeGroup(shape, from, step, 3, seed))).length);
      }
    }
    expect(counts.filter((count) => count > 2)).toEqual([]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(counts.length / 4);
  });
});

it('still marks a strong fault in the first day', async () => {
  for (const step of [15_000, 60_000]) {
    for (const hour of [4, 8, 16]) {
      const group = makeGroup(SHAPES['a daily wave'], MONDAY + 9.35 * HOUR, step, 1, 3);
      const { times, values } = group.series[0];
      const isFaulty = (time: number): boolean =>
        time >= times[0] + hour * HOUR && time < times[0] + (hour + 0.2) * HOUR;
      const faulty = values.map((value, i) => (isFaulty(times[i]) ? value + 80 : value));
      expect(await marksOf({ step, series: [{ labels: {}, times, values: faulty }] })).toEqual([hour]);
    }
  }
});
