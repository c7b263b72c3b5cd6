import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { exampleSeries } from '../example-source.ts';
import { exhaustion } from './exhaustion.ts';
import { headroom } from './headroom.ts';
import type { Foresee, MethodContext } from './method.ts';
import { niceUp } from './numbers.ts';
import { relation } from './relation.ts';
import { firingsAtEach, firingsOf, threshold } from './threshold.ts';

const nothing: Foresee = () => Promise.reject(new Error('no forecast is needed'));
const context: MethodContext = { foresee: nothing, horizon: 6 * 3_600_000, troubles: [] };
const subjectOf = (series: Readonly<Record<string, ArrayLike<number>>>, step = 60_000) => ({
  labels: { service: 'cart' },
  series: Object.fromEntries(Object.entries(series).map(([name, values]) => [name, exampleSeries(values, step)])),
});
const flat = (length: number, value: number): Float64Array => new Float64Array(length).fill(value);

describe('headroom', () => {
  const usage = Float64Array.from({ length: 600 }, (_, i) => 100 + 10 * Math.sin(i / 30));
  const settings = headroom.settings.parse({ quantile: 1, target: 0.8 });

  it('lowers a limit that nothing comes near, never below what was used, and says how much less lies idle', async () => {
    const found = await headroom.find(subjectOf({ usage, limit: flat(600, 1_000) }), settings, context);
    expect(found).toMatchObject({ current: 1_000, recommended: 140 });
    // Idle: 900 of mean usage 100 before, 40 afterwards.
    expect(found?.improvement).toBeCloseTo(95.5, 0);
    expect(found?.confidence).toBeGreaterThan(0.9);
  });

  it('raises a limit that usage is near', async () => {
    const found = await headroom.find(subjectOf({ usage, limit: flat(600, 112) }), settings, context);
    expect(found).toMatchObject({ current: 112, recommended: 140, improvement: 100 });
  });

  it('leaves a limit that fits, and is less sure where usage grew since', async () => {
    expect(await headroom.find(subjectOf({ usage, limit: flat(600, 150) }), settings, context)).toBeNull();
    const growing = Float64Array.from({ length: 600 }, (_, i) => 50 + i / 4);
    const [steady, grown] = await Promise.all(
      [usage, growing].map((one) =>
        headroom.find(subjectOf({ usage: one, limit: flat(600, 1_000) }), settings, context)
      )
    );
    expect(grown?.confidence).toBeLessThan(0.5);
    expect(steady?.confidence).toBeGreaterThan(0.9);
  });

  it('measures against what the old limit would have given under the usage since', async () => {
    const measured = await headroom.measure(
      subjectOf({ usage, limit: flat(600, 140) }),
      settings,
      { old: 1_000, kept: { isTight: 0 } },
      context
    );
    expect(measured?.improvement).toBeCloseTo(95.5, 0);
  });

  it('never recommends less than was used', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 90, maxLength: 90 }),
        async (values) => {
          const found = await headroom.find(subjectOf({ usage: values, limit: flat(90, 1e8) }), settings, context);
          expect(found?.recommended).toBeGreaterThanOrEqual(Math.max(...values));
        }
      ),
      { numRuns: 30 }
    );
  });
});

describe('relation', () => {
  const HALF_HOUR = 1_800_000;
  const PAST = [60, 30, 120, 60, 300, 30, 60];
  /** A week and a half of stretches of a day and a half, with a daily load. */
  function past(seed: number, effect: (setting: number) => number) {
    const random = seededRandom(seed);
    const length = PAST.length * 72;
    const setting = Float64Array.from({ length }, (_, i) => PAST[Math.floor(i / 72)]);
    const load = Float64Array.from({ length }, (_, i) => 60 + 40 * Math.sin((2 * Math.PI * i) / 48));
    const outcome = setting.map((value, i) => effect(value) * load[i] ** 0.3 * Math.exp(0.3 * (random() - 0.5)));
    return subjectOf({ setting, load, outcome }, HALF_HOUR);
  }
  const settings = relation.settings.parse({ outcome: 'the share of lookups that miss' });

  it('finds what a setting does, and recommends a value that was tried', async () => {
    const found = await relation.find(
      past(1, (ttl) => 2 / ttl),
      settings,
      context
    );
    expect(found).toMatchObject({ current: 60, recommended: 300 });
    expect(found?.improvement).toBeCloseTo(80, 0);
    expect(found?.confidence).toBeGreaterThan(0.8);
    const rate = await relation.measure(
      past(2, () => 1 / 150),
      settings,
      { old: 60, kept: found?.kept ?? {} },
      context
    );
    expect(rate?.improvement).toBeCloseTo(80, 0);
    const gone = await relation.measure(
      past(2, () => 0),
      settings,
      { old: 60, kept: found?.kept ?? {} },
      context
    );
    expect(gone?.improvement).toBeCloseTo(99, 0);
  });

  it('finds nothing where a setting does nothing', async () => {
    const found = await Promise.all(
      Array.from({ length: 40 }, (_, seed) =>
        relation.find(
          past(seed + 1, () => 1),
          settings,
          context
        )
      )
    );
    expect(found.filter((one) => one !== null && one.confidence >= 0.7 && one.improvement >= 5)).toHaveLength(0);
  });

  it('finds nothing in one value, and nothing in load alone', async () => {
    const subject = past(3, () => 1);
    const one = { ...subject, series: { ...subject.series, setting: exampleSeries(flat(504, 60), HALF_HOUR) } };
    expect(await relation.find(one, settings, context)).toBeNull();
  });
});

describe('threshold', () => {
  /** A firing every 30 minutes, each a little higher than the last one of ten. */
  const value = Float64Array.from({ length: 3_000 }, (_, i) => (i % 30 < 3 ? 11 + (Math.floor(i / 30) % 10) : 5));
  const subject = subjectOf({ value, threshold: flat(3_000, 10) });
  const settings = threshold.settings.parse({});

  it('leaves out half of the firings', async () => {
    const found = await threshold.find(subject, settings, context);
    // Tried on the last third, where the cycle of ten begins elsewhere.
    expect(found?.improvement).toBeGreaterThan(40);
    expect(found?.recommended).toBeGreaterThan(10);
    expect(found?.estimate.text).toContain('Nobody has judged any of them yet.');
  });

  it('loses none in which something was wrong, and says nothing where that cannot be', async () => {
    const at = (firing: number) => ({ start: firing * 30 * 60_000, end: firing * 30 * 60_000 + 60_000 });
    // The eighth of ten peaks at 18: half of the others go with a threshold below that.
    const found = await threshold.find(subject, settings, { ...context, troubles: [at(8), at(78)] });
    expect(found?.recommended).toBeLessThan(19);
    expect(await threshold.find(subject, settings, { ...context, troubles: [at(0), at(80)] })).toBeNull();
  });

  it('says nothing where nothing fired that a threshold could have been chosen on', async () => {
    // All firings are in the last third, on which a threshold is only tried.
    const late = value.map((one, i) => (i < 2_000 ? 5 : one));
    expect(await threshold.find(subjectOf({ value: late, threshold: flat(3_000, 10) }), settings, context)).toBeNull();
  });

  it.each(['above', 'below'] as const)('counts in one pass what fires at each of many thresholds: %s', (side) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), { maxLength: 80 }),
        fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 8 }),
        (values, levels) => {
          const series = exampleSeries(values);
          const outwards = Float64Array.from(levels.toSorted((a, b) => (side === 'above' ? a - b : b - a)));
          const counts = firingsAtEach(series, outwards, side);
          outwards.forEach((level, i) => expect(counts[i]).toBe(firingsOf(series, level, side).length));
        }
      )
    );
  });

  it('replays the old threshold over what came since', async () => {
    const changed = subjectOf({ value, threshold: flat(3_000, 15) });
    const measured = await threshold.measure(changed, settings, { old: 10, kept: {} }, context);
    expect(measured).toMatchObject({ improvement: 50, samples: 100 });
  });

  it('counts fewer firings above a higher threshold never more time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { maxLength: 60 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (values, at) => {
          const series = exampleSeries(values);
          const length = (level: number) =>
            firingsOf(series, level, 'above').reduce((sum, { start, end }) => sum + end - start + 60_000, 0);
          expect(length(at + 1)).toBeLessThanOrEqual(length(at));
          expect(length(at)).toBe(values.filter((value) => value > at).length * 60_000);
        }
      ),
      { numRuns: 60 }
    );
  });
});

describe('exhaustion', () => {
  const settings = exhaustion.settings.parse({ unit: 'short' });
  const subject = subjectOf({ usage: flat(100, 80), limit: flat(100, 100) }, 3_600_000);
  const foresee: Foresee = async () => ({
    peaks: Float64Array.from({ length: 100 }, (_, i) => 60 + i),
    isWorseThanNaive: false,
    origins: 12,
  });

  it('recommends a limit that all but a few courses stay below', async () => {
    const found = await exhaustion.find(subject, settings, { ...context, foresee });
    expect(found).toMatchObject({ current: 100, recommended: niceUp(154.05 * 1.02, 'short') });
    expect(found?.improvement).toBeGreaterThan(90);
    expect(found?.confidence).toBeCloseTo(0.6);
  });

  it('says nothing of a limit that is hardly ever reached', async () => {
    const far = { ...subject, series: { ...subject.series, limit: exampleSeries(flat(100, 1_000), 3_600_000) } };
    expect(await exhaustion.find(far, settings, { ...context, foresee })).toBeNull();
  });

  it('measures by a new forecast against both limits', async () => {
    const grown = { ...subject, series: { ...subject.series, limit: exampleSeries(flat(100, 160), 3_600_000) } };
    const change = { old: 100, kept: { horizon: 1 } };
    expect(await exhaustion.measure(grown, settings, change, { ...context, foresee })).toMatchObject({
      improvement: 100,
    });
  });
});

it.each([
  [1_234, '', 1_300],
  [1.2, '', 1.2],
  [0.0123, '', 0.013],
  [7.1, 'short', 8],
  [1.5 * 1024 ** 3, 'bytes', 1.5 * 1024 ** 3],
  [701 * 1024 ** 2, 'bytes', 710 * 1024 ** 2],
])('raises %p (%s) to %p', (value, unit, raised) => {
  expect(niceUp(value, unit)).toBeCloseTo(raised, 6);
});
