import fc from 'fast-check';
import { exampleSeries } from './example-series.ts';
import { median, SortedWindow } from './order-statistics.ts';
import { fitRobustScale } from './robust-scale.ts';
import { fitSeason, seasonAt, slotOf } from './season-profile.ts';
import { WINDOW_FEATURES, windowFeatures } from './window-features.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WIDTH = WINDOW_FEATURES.length;
const NO_SEASON = { period: 0, slots: Float64Array.of(0) };

/** Any finite number; no -0, which sorts among zeros by chance. */
const signless = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);

describe('order statistics', () => {
  it('keeps a window sorted whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(signless, { maxLength: 40 }), (numbers) => {
        const size = 7;
        const window = new SortedWindow(size + 1);
        numbers.forEach((number, i) => {
          if (i >= size) {
            window.remove(numbers[i - size]);
          }
          window.add(number);
          const held = numbers.slice(Math.max(0, i - size + 1), i + 1).sort((a, b) => a - b);
          const quarter = held.length >> 2;
          expect(window.median()).toBe(median(held));
          expect(window.middleRange()).toBe(held[held.length - 1 - quarter] - held[quarter]);
        });
      })
    );
  });
});

describe('robust scale', () => {
  it('is centre and standard deviation of normal data, and outliers hardly move it', () => {
    const { values } = exampleSeries('x', 30, 10 * MINUTE, 3);
    const residuals = values.map((value, i) => value - (values[i - 144] ?? value));
    const clean = fitRobustScale(residuals);
    const spoilt = fitRobustScale(residuals.map((value, i) => (i % 50 === 0 ? 1e9 : value)));
    expect(Math.abs(spoilt.center - clean.center)).toBeLessThan(0.1 * clean.scale);
    expect(spoilt.scale / clean.scale).toBeLessThan(1.1);
  });

  it('has a spread above 0 for constant, mostly constant, empty and missing data', () => {
    expect(fitRobustScale([5, 5, 5])).toEqual({ center: 5, scale: 1 });
    expect(fitRobustScale([])).toEqual({ center: 0, scale: 1 });
    expect(fitRobustScale([Number.NaN, 2, 4, Infinity])).toEqual({ center: 3, scale: 1.4826 });
    const rare = Float64Array.from({ length: 1000 }, (_, i) => (i % 200 === 0 ? 10 : 0));
    expect(fitRobustScale(rare).scale).toBeGreaterThan(0);
  });
});

describe('season profile', () => {
  const weekly = exampleSeries('x', 28, 15 * MINUTE, 1);

  it('takes a week from two weeks on, a day from two days on, and nothing before', () => {
    const periodOf = (days: number) => {
      const points = days * 96;
      return fitSeason(weekly.times.slice(0, points), weekly.values.slice(0, points), 15 * MINUTE).period;
    };
    expect([1, 3, 13, 14, 28].map(periodOf)).toEqual([0, DAY, DAY, 7 * DAY, 7 * DAY]);
  });

  it('takes none of noise', () => {
    const values = exampleSeries('x', 28, 15 * MINUTE, 2).values.map((value, i) => value - weekly.values[i]);
    const noise = values.map((_, i) => values[(i * 7919) % values.length]);
    expect(fitSeason(weekly.times, noise, 15 * MINUTE).period).toBe(0);
  });

  it('gives the median of a slot at its centre', () => {
    const profile = fitSeason(weekly.times, weekly.values, 15 * MINUTE);
    const slot = 30;
    const members = weekly.values.filter((_, i) => slotOf(profile, weekly.times[i]) === slot);
    const centre = (slot + 0.5) * (profile.period / profile.slots.length);
    expect(seasonAt(profile, centre)).toBeCloseTo(median(members), 10);
  });

  it('bridges slots without data', () => {
    const values = weekly.values.map((value, i) => (i % 96 < 8 ? Number.NaN : value));
    const profile = fitSeason(weekly.times, values, 15 * MINUTE);
    expect(profile.slots.every(Number.isFinite)).toBe(true);
  });
});

describe('window features', () => {
  const { times, values } = exampleSeries('x', 2, 5 * MINUTE, 4);

  it('are those that the points of the window give by themselves', () => {
    const window = 6;
    const rows = windowFeatures(times, values, NO_SEASON, window);
    for (let t = window; t < times.length; t++) {
      const before = Array.from(values.slice(t - window, t));
      const recent = Array.from(values.slice(t - window + 1, t + 1)).sort((a, b) => a - b);
      expect(Array.from(rows.slice(t * WIDTH, (t + 1) * WIDTH))).toEqual([
        values[t],
        values[t] - values[t - 1],
        values[t] - median(before),
        median(recent),
        recent[4] - recent[1],
      ]);
    }
    expect(rows.slice(0, window * WIDTH).every(Number.isNaN)).toBe(true);
  });

  it('do not depend on where the series begins or ends, missing values or not', () => {
    fc.assert(
      fc.property(fc.nat(250), fc.nat(250), fc.array(fc.nat(575), { maxLength: 80 }), (from, cut, gaps) => {
        const window = 12;
        const gapped = values.slice();
        gaps.forEach((i) => (gapped[i] = Number.NaN));
        const whole = windowFeatures(times, gapped, NO_SEASON, window);
        const end = times.length - cut;
        const part = windowFeatures(times.slice(from, end), gapped.slice(from, end), NO_SEASON, window);
        const compared = whole.slice((from + window) * WIDTH, end * WIDTH);
        expect(Array.from(part.slice(window * WIDTH))).toEqual(Array.from(compared));
      })
    );
  });

  it('are NaN where the value or more than half of the window is missing', () => {
    const window = 4;
    const gapped = values.slice(0, 20);
    [8, 9, 10].forEach((i) => (gapped[i] = Number.NaN));
    const rows = windowFeatures(times.slice(0, 20), gapped, NO_SEASON, window);
    const known = Array.from({ length: 20 }, (_, i) => !Number.isNaN(rows[i * WIDTH]));
    expect(known.map(Number).join('')).toBe('00001111000001111111');
  });
});
