import { seededRandom } from '../../features/random.ts';
import type { SeriesGroup } from '../detector.ts';
import { seasonal } from './seasonal.ts';

const STEP = 300_000;
const DAY = 288;
const START = Date.UTC(2026, 0, 5);
const settings = seasonal.schema.parse({});

/** A daily wave of height 30 around 100 with noise; on Tuesday at noon it stays at its midnight value for an hour. */
function makeGroup(days: number, isFaulty: boolean): SeriesGroup {
  const random = seededRandom(4);
  const wave = (i: number): number => 100 - 30 * Math.cos((2 * Math.PI * i) / DAY);
  const values = Float64Array.from({ length: days * DAY }, (_, i) => {
    const fault = isFaulty && i >= 1.5 * DAY && i < 1.5 * DAY + 12;
    return (fault ? 80 : wave(i)) + 4 * (random() + random() - 1);
  });
  return { step: STEP, series: [{ labels: {}, times: Float64Array.from(values, (_, i) => START + i * STEP), values }] };
}

async function range(group: SeriesGroup) {
  return (await seasonal.scoreRange!([group], settings, 1))[0].series[0];
}

describe('a look back over a range', () => {
  it('knows the daily season from the first day on', async () => {
    const { values } = makeGroup(5, false).series[0];
    const { expected, score } = await range(makeGroup(5, false));
    const errors = expected.subarray(1, DAY).map((one, i) => Math.abs(one - values[i + 1]));
    expect(errors.reduce((sum, one) => sum + one, 0) / errors.length).toBeLessThan(3);
    expect(score.filter((one) => one >= 0.8)).toHaveLength(0);
  });

  it('marks a usual value at an unusual time of the second day, which a causal run cannot know yet', async () => {
    const { score } = await range(makeGroup(5, true));
    const marked = [...score].flatMap((one, i) => (one >= 0.8 ? [i] : []));
    expect(marked[0]).toBe(1.5 * DAY);
    expect(marked.every((i) => i >= 1.5 * DAY && i <= 1.5 * DAY + 13)).toBe(true);
  });

  it('leaves the week in use where two weeks are there', async () => {
    const { evidence } = await range(makeGroup(16, false));
    expect(evidence.weekly.subarray(1).every(Number.isFinite)).toBe(true);
  });
});
