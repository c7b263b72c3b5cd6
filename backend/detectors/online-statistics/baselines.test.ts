import { serialize } from 'node:v8';
import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import type { Detector, FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { ewma } from '../ewma/ewma.ts';
import { mad } from '../mad/mad.ts';
import { quantile } from '../quantile/quantile.ts';
import { zscore } from '../zscore/zscore.ts';

const MINUTE = 60_000;
const MONDAY = Date.UTC(2026, 0, 5);
const MOST_BYTES = 2048;

function groupOf(values: Float64Array, step = MINUTE, from = 0): SeriesGroup {
  const times = Float64Array.from(values, (_, i) => MONDAY + (from + i) * step);
  return { step, series: [{ labels: {}, times, values }] };
}

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const make = (n: number, seed: number, at: (i: number, normal: () => number) => number): Float64Array => {
  const normal = normals(seed);
  return Float64Array.from({ length: n }, (_, i) => at(i, normal));
};

const noise = (n: number, seed: number): Float64Array => make(n, seed, (_i, normal) => 100 + 2 * normal());
const wave = (step: number) => (i: number, normal: () => number) =>
  100 + 30 * Math.sin((2 * Math.PI * i * step) / 86_400_000) + 2 * normal();

async function run(detector: Detector, values: Float64Array, given: object = {}, step = MINUTE): Promise<GroupScores> {
  const settings = detector.schema.parse(given);
  const [fresh] = await detector.fit([groupOf(new Float64Array(), step)], settings, 1);
  return (await detector.score([fresh], [null], [groupOf(values, step)]))[0];
}

const DETECTORS = ([zscore, mad, ewma, quantile] as Detector[]).map((detector) => [detector.id, detector] as const);

describe.each(DETECTORS)('%s', (_, detector) => {
  it.each([
    [15_000, 'auto'],
    [60_000, 'auto'],
    [300_000, 'week'],
    [3_600_000, 'auto'],
    [86_400_000, 'auto'],
    [60_000, 'none'],
  ])('keeps a state of at most 2 KB at %d ms, season %s', async (step, season) => {
    const { state } = await run(detector, make(3000, 1, wave(step)), { season }, step);
    expect(serialize(state).length).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('scores alike whatever the unit and the origin of the values', async () => {
    const values = make(1500, 2, (i, normal) => normal() + (i % 400 === 399 ? 9 : 0));
    const { series } = await run(detector, values, { season: 'none' });
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
        fc.integer({ min: -1000, max: 1000 }),
        async (unit, origin) => {
          const moved = await run(
            detector,
            values.map((value) => unit * (value + origin)),
            { season: 'none' }
          );
          moved.series[0].score.forEach((score, i) => {
            expect(Number.isNaN(score) ? score : Math.abs(score - series[0].score[i])).toEqual(
              Number.isNaN(score) ? Number.NaN : expect.closeTo(0, 4)
            );
          });
        }
      ),
      { numRuns: 6 }
    );
  });

  it('marks the change of a series that was constant', async () => {
    const values = new Float64Array(500).fill(3);
    values[400] = 3.001;
    const { score } = (await run(detector, values)).series[0];
    expect(score[399]).toBeCloseTo(0, 9);
    expect(score[400]).toBeGreaterThan(0.9);
  });

  it('takes a new level as normal after adaptAfter points', async () => {
    const values = noise(3000, 4).map((value, i) => (i >= 2000 ? value + 60 : value));
    for (const adaptAfter of [20, 60]) {
      const { score, expected } = (await run(detector, values, { adaptAfter })).series[0];
      // The chart of `ewma` takes a few points to leave its usual range.
      expect(score.subarray(2004, 2000 + adaptAfter).every((one) => one > 0.8)).toBe(true);
      expect(Math.abs(expected[2000 + adaptAfter + 30] - 160)).toBeLessThan(2);
      expect(score.subarray(2000 + adaptAfter + 12).filter((one) => one > 0.8)).toHaveLength(0);
    }
  });

  it('takes a new spread as normal too', async () => {
    const values = make(6000, 5, (i, normal) => 100 + (i >= 3000 ? 20 : 1) * normal());
    const { score } = (await run(detector, values)).series[0];
    expect(score.subarray(3000, 3030).some((one) => one > 0.8)).toBe(true);
    expect(score.subarray(4500).filter((one) => one > 0.8)).toHaveLength(0);
  });

  it('is not made blind by one absurd value', async () => {
    const values = noise(2600, 6);
    values[2000] = 1e12;
    values[2500] = 100 + 2 * 20;
    const { score, expected, upper } = (await run(detector, values)).series[0];
    expect(score[2000]).toBeGreaterThan(0.8);
    expect(Math.abs(expected[2400] - 100)).toBeLessThan(1.5);
    expect(upper[2400]).toBeLessThan(115);
    expect(score[2500]).toBeGreaterThan(detector.id === 'ewma' ? 0.7 : 0.8);
  });

  it('ignores missing, late and repeated points', async () => {
    const values = noise(1200, 7);
    const group = groupOf(values);
    const { times } = group.series[0];
    const settings = detector.schema.parse({});
    const [fresh] = await detector.fit([groupOf(new Float64Array())], settings, 1);
    const plain = (await detector.score([fresh], [null], [group]))[0];
    const order = [...values.keys()].flatMap((i) => (i % 50 === 49 ? [i, i - 3, i] : [i]));
    const late: SeriesGroup = {
      step: MINUTE,
      series: [
        {
          labels: {},
          times: Float64Array.from(order, (i) => times[i]),
          values: Float64Array.from(order, (i) => values[i]),
        },
      ],
    };
    const shuffled = (await detector.score([fresh], [null], [late]))[0];
    expect(serialize(shuffled.state).equals(serialize(plain.state))).toBe(true);
    const kept = order.flatMap((i, k) => (order.indexOf(i) === k ? [shuffled.series[0].score[k]] : []));
    expect(kept).toEqual([...plain.series[0].score]);
  });

  it('compares with the same time of the day: a usual value at an unusual time is marked', async () => {
    const step = 300_000;
    const values = make(288 * 8, 8, wave(step));
    // Noon's value at midnight.
    for (let i = 288 * 7; i < 288 * 7 + 6; i++) {
      values[i] = 128;
    }
    const { series } = await run(detector, values, {}, step);
    const { score, expected } = series[0];
    expect(Math.max(...score.subarray(288 * 7, 288 * 7 + 6))).toBeGreaterThan(0.8);
    expect(score.subarray(288 * 5, 288 * 7).filter((one) => one > 0.8).length).toBeLessThanOrEqual(1);
    let error = 0;
    for (let i = 288 * 6; i < 288 * 7; i++) {
      error += Math.abs(expected[i] - (100 + 30 * Math.sin((2 * Math.PI * i) / 288))) / 288;
    }
    expect(error).toBeLessThan(2);
    const blind = (await run(detector, values, { season: 'none' }, step)).series[0];
    expect(Math.max(...blind.score.subarray(288 * 7, 288 * 7 + 6))).toBeLessThan(0.8);
  });

  it('learns the week where days differ', async () => {
    const step = 900_000;
    const office = (i: number, normal: () => number) => {
      const [day, hour] = [Math.floor(i / 96) % 7, (i % 96) / 4];
      return (day < 5 && hour >= 8 && hour < 18 ? 60 : 10) + normal();
    };
    const values = make(96 * 7 * 6, 9, office);
    const { series } = await run(detector, values, { season: 'week' }, step);
    const last = series[0].score.subarray(96 * 7 * 4);
    expect(last.filter((one) => one > 0.8).length).toBeLessThanOrEqual(2);
    const saturday = 96 * 7 * 5 + 96 * 5 + 40;
    expect(series[0].expected[saturday]).toBeLessThan(20);
    expect(series[0].expected[saturday - 96]).toBeGreaterThan(50);
  });

  it('explains by the numbers of its band', async () => {
    const values = noise(1500, 10);
    values[1400] = 140;
    const group = groupOf(values);
    const settings = detector.schema.parse({});
    const [model]: FittedModel[] = await detector.fit([groupOf(new Float64Array())], settings, 1);
    const [scores] = await detector.score([model], [null], [group]);
    const { facts, summary } = detector.explain(model, group, scores, 0, 1400);
    const numbers = Object.fromEntries(facts.map(({ key, value }) => [key, value])) as Record<string, number>;
    expect(numbers.value).toBe(140);
    expect(numbers.expected).toBe(scores.series[0].expected[1400]);
    expect(numbers.deviationSigmas).toBeCloseTo((140 - numbers.expected) / numbers.sigma, 9);
    expect(numbers.sigma).toBeGreaterThan(1.6);
    expect(numbers.sigma).toBeLessThan(2.6);
    expect(summary).toMatch(/140 is .* above the .* usual/);
  });
});
