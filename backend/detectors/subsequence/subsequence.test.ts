import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesGroup } from '../detector.ts';
import { courseOf } from './course.ts';
import type { Course } from './course.ts';
import { StretchSearch } from './stretch-search.ts';
import { stretchAt } from './stretch.ts';
import { subsequence } from './subsequence.ts';

const STEP = 300_000;
const LEAST_SPREAD = 0.1;

const seriesOf = (values: ArrayLike<number>, from = 0): Series => ({
  labels: {},
  times: Float64Array.from(values, (_, i) => (from + i) * STEP),
  values: Float64Array.from(values),
});
const group = (series: Series): SeriesGroup => ({ step: STEP, series: [series] });
const cut = ({ labels, times, values }: Series, from: number, to?: number): Series => ({
  labels,
  times: times.slice(from, to),
  values: values.slice(from, to),
});
const unscaled = { name: '', period: 0, slots: Float64Array.of(0), center: 0, scale: 1 };
const courseFrom = (values: ArrayLike<number>): Course => courseOf(seriesOf(values), unscaled);

/** The nearest stretch by its definition: every one compared, difference by difference. */
function plainNearest(
  search: StretchSearch,
  of: Course,
  query: Course,
  start: number,
  from: number,
  to: number
): number {
  const { shape } = stretchAt(query, start, search.length, search.leastSpread);
  let least = Infinity;
  for (let j = 0; j + search.length <= of.values.length; j++) {
    const { square } = search.reference(j);
    if ((j >= from && j < to) || square === Infinity) {
      continue;
    }
    const other = search.reference(j).shape;
    least = Math.min(
      least,
      shape.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0)
    );
  }
  return least;
}

/** Values of every kind: waves, flat parts, steps, wild ones and missing ones. */
const arbitraryValues = (length: number) =>
  fc.tuple(fc.integer(), fc.constantFrom(0, 0.02, 0.2), fc.constantFrom(1, 1e5)).map(([seed, missing, wildest]) => {
    const random = seededRandom(seed);
    return Array.from({ length }, (_, i) => {
      const value = i % 90 < 25 ? 3 : Math.sin(i / 4) + 0.2 * random();
      return random() < missing ? Number.NaN : random() < 0.005 ? wildest : value;
    });
  });

describe('StretchSearch', () => {
  it('finds the nearest stretch as its definition has it, in any order of queries', () => {
    fc.assert(
      fc.property(
        arbitraryValues(120),
        arbitraryValues(70),
        fc.integer({ min: 4, max: 40 }),
        fc.boolean(),
        (training, asked, length, isShuffled) => {
          const [course, query] = [courseFrom(training), courseFrom(asked)];
          const search = new StretchSearch(course, length, LEAST_SPREAD);
          const starts = Array.from({ length: 70 - length }, (_, i) => (isShuffled ? (i * 37) % (70 - length) : i));
          for (const start of starts) {
            const { squared } = search.nearest(query, start, { from: 20, to: 40, end: 300 });
            const expected = plainNearest(search, course, query, start, 20, 40);
            expect(squared === expected || Math.abs(squared - expected) <= 1e-9 * (1 + expected)).toBe(true);
          }
        }
      ),
      { numRuns: 10 }
    );
  });

  it('answers to the bit alike wherever the search began', () => {
    fc.assert(
      fc.property(arbitraryValues(200), fc.integer({ min: 0, max: 80 }), (values, from) => {
        const course = courseFrom(values);
        const nearest = (begin: number) => {
          const search = new StretchSearch(course, 24, LEAST_SPREAD);
          return Array.from({ length: 176 - begin }, (_, i) =>
            search.nearest(course, begin + i, { from: 0, to: 0, end: begin + i - 23 })
          );
        };
        expect(nearest(from)).toEqual(nearest(0).slice(from));
      }),
      { numRuns: 12 }
    );
  });

  it('answers alike whatever ended before: ends that stand still, leap and go back', () => {
    fc.assert(
      fc.property(
        arbitraryValues(200),
        fc.array(fc.integer({ min: 1, max: 250 }), { minLength: 176 }),
        (values, ends) => {
          const course = courseFrom(values);
          const search = new StretchSearch(course, 24, LEAST_SPREAD);
          for (let start = 0; start < 176; start++) {
            const allowed = { from: start - 23, to: start + 24, end: ends[start] };
            const alone = new StretchSearch(course, 24, LEAST_SPREAD).nearest(course, start, allowed);
            expect(search.nearest(course, start, allowed)).toEqual(alone);
          }
        }
      ),
      { numRuns: 5 }
    );
  });

  it('takes flat stretches as the matrix profile does: 0 from each other, the root of the length from any other', () => {
    const course = courseFrom(Array.from({ length: 64 }, (_, i) => (i < 32 ? 5 : Math.sin(i))));
    const search = new StretchSearch(course, 16, LEAST_SPREAD);
    const flat = courseFrom(Array.from({ length: 16 }, () => -2));
    expect(search.nearest(flat, 0, { from: 0, to: 0, end: 64 }).squared).toBe(0);
    expect(search.nearest(flat, 0, { from: 0, to: 32, end: 64 }).squared).toBeCloseTo(16, 9);
  });

  it('finds nothing where nothing may be compared', () => {
    const course = courseFrom(Array.from({ length: 40 }, (_, i) => Math.sin(i)));
    const search = new StretchSearch(course, 16, LEAST_SPREAD);
    expect(search.nearest(course, 24, { from: 0, to: 0, end: 0 })).toEqual({ start: -1, squared: Infinity });
    expect(search.nearest(course, 24, { from: 0, to: 30, end: 25 })).toEqual({ start: -1, squared: Infinity });
  });
});

describe('subsequence', () => {
  const random = seededRandom(4);
  /** Heartbeats, 32 points each, of changing size and level; one of them upside down. */
  const odd = 60;
  const beats = Float64Array.from({ length: 32 * 80 }, (_, i) => {
    const beat = Math.floor(i / 32);
    const phase = i % 32;
    const shape = phase === 8 ? 6 : phase === 10 ? -3 : Math.sin((phase * Math.PI) / 16);
    return 50 + 0.2 * beat + (1 + 0.2 * Math.sin(beat)) * (beat === odd ? -shape : shape) + 0.1 * random();
  });
  const settings = subsequence.schema.parse({ window: 32 });
  const training = cut(seriesOf(beats), 0, 32 * 50);

  async function scored(values: Float64Array, from = 32 * 50) {
    const [model] = await subsequence.fit([group(training)], settings, 1);
    const window = group(cut(seriesOf(values), from - 31));
    const [scores] = await subsequence.score([model], [null], [window]);
    return { model, window, scores, score: scores.series[0].score };
  }

  it('marks a course of a new shape, whatever level and size the others have', async () => {
    const { score } = await scored(beats);
    const at = (beat: number) => score.subarray(31 + 32 * (beat - 50), 31 + 32 * (beat - 49));
    expect(Math.max(...at(odd))).toBeGreaterThan(0.9);
    expect(Math.max(...at(odd - 1), ...at(odd + 2))).toBeLessThan(0.8);
  });

  it('names the most alike earlier stretch and the parts in which both differ, which add up', async () => {
    const { model, window, scores, score } = await scored(beats);
    const index = 31 + score.subarray(31).indexOf(Math.max(...score.subarray(31)));
    const { facts, contributions, summary } = subsequence.explain(model, window, scores, 0, index);
    const added = facts.filter(({ key }) => key.startsWith('adds.')).reduce((sum, { value }) => sum + Number(value), 0);
    expect(Math.sqrt(added)).toBeCloseTo(scores.series[0].evidence.distance[index], 8);
    expect(facts.find(({ key }) => key === 'nearestStretch')?.value).toMatch(/1970-01-0\d \d\d:\d\d to /);
    expect(summary).toMatch(/most alike earlier stretch of 32 points/);
    expect(contributions.length).toBeGreaterThan(1);
  });

  it('compares only with what ended before a stretch began', async () => {
    // Right behind training, the stretches that end there overlap the scored one.
    const { score, model } = await scored(beats.map((value, i) => (i >= 32 * 49 ? 50 + (i % 7) : value)));
    expect(score[31]).toBeGreaterThan(0.9);
    const before = await subsequence.score([model], [null], [group(cut(seriesOf(beats), 0, 60))]);
    expect(before[0].series[0].score.every(Number.isNaN)).toBe(true);
  });

  it('takes gaps: a stretch speaks when three quarters of it and its newest value are there', async () => {
    const from = 32 * 52;
    const holed = beats.map((value, i) => (i >= from && i < from + 7 ? Number.NaN : value));
    const { score } = await scored(holed);
    const at = (i: number) => score[31 + i - 32 * 50];
    expect(at(from + 3)).toBeNaN();
    expect(at(from + 20)).not.toBeNaN();
    const wide = await scored(beats.map((value, i) => (i >= from && i < from + 9 ? Number.NaN : value)));
    expect(wide.score[31 + from + 20 - 32 * 50]).toBeNaN();
  });

  it('looks back to both sides: a discord at the very beginning is one', async () => {
    const early = beats.map((value, i) => (i >= 64 && i < 96 ? 50 + 3 * ((i * 7) % 5) : value));
    const [scores] = (await subsequence.scoreRange?.([group(seriesOf(early))], settings, 1)) ?? [];
    const { score } = scores.series[0];
    expect(score.indexOf(Math.max(...score.subarray(0, 200)))).toBeGreaterThanOrEqual(56);
    expect(Math.max(...score.subarray(64, 96))).toBeGreaterThan(Math.max(...score.subarray(200, 32 * 58)));
  });

  it('takes the window from the season, and less where there is little', async () => {
    const day = 288;
    const waves = (days: number) =>
      seriesOf(Array.from({ length: days * day }, (_, i) => Math.sin((2 * Math.PI * i) / day) + 0.1 * random()));
    const window = async (days: number) => {
      const all = group(waves(days));
      const [model] = await subsequence.fit([all], subsequence.schema.parse({}), 1);
      const [scores] = await subsequence.score([model], [null], [all]);
      const { facts } = subsequence.explain(model, all, scores, 0, days * day - 1);
      return facts.find(({ key }) => key === 'window')?.value;
    };
    expect(await window(6)).toBe(day);
    expect(await window(3)).toBe(216);
    expect(await window(1)).toBe(64);
  });
});
