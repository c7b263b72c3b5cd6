import { z } from 'zod';
import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Series } from '../../series/series.ts';
import { lowerBound, partOfSeries } from '../../series/slice.ts';
import type { Found, Method } from './method.ts';
import { fallInPercent, laplace, lastOf } from './numbers.ts';

const settingsSchema = z.strictObject({
  side: z.enum(['above', 'below']).default('above').describe('On which side of the threshold it fires.'),
  /** Fewer firings than this in the window are no noise. */
  leastFirings: z.int().min(2).default(6),
  /** Share of the firings that is to go. */
  cut: z.number().gt(0).lte(1).default(0.5),
});
type Settings = z.output<typeof settingsSchema>;
type Side = Settings['side'];

const DAY = 86_400_000;
const WINDOW = { length: 7 * DAY, step: 60_000 };
const CANDIDATES = 40;

/** One firing: from its first instant to its last, with the value that was furthest beyond. Times in ms. */
export interface Firing {
  readonly start: number;
  readonly end: number;
  readonly peak: number;
}

/**
 * The threshold of an alert against the values it watches: every candidate is replayed over the past. Taken is the nearest one that leaves out `cut` of the firings and none
 * in which something was really wrong (a verdict, an incident that people acted upon), chosen on the first two thirds of the time and tried on the last.
 */
export const threshold: Method<Settings> = {
  id: 'threshold',
  learned: false,
  settings: settingsSchema,
  queries: ['value', 'threshold'],
  window: WINDOW,

  async find({ series: { value, threshold: thresholds } }, settings, { troubles }) {
    const current = lastOf(thresholds.values);
    const all = firingsOf(value, current, settings.side);
    if (!Number.isFinite(current) || all.length < settings.leastFirings) {
      return null;
    }
    const cut = Math.floor((value.times.length * 2) / 3);
    const early = partOfSeries(value, 0, cut);
    const late = partOfSeries(value, cut, value.times.length);
    const choose = (series: Series): number | null => chooseThreshold(series, current, settings, troubles);
    const [tried, recommended] = [choose(early), choose(value)];
    if (tried === null || recommended === null) {
      return null;
    }
    const before = firingsOf(late, current, settings.side);
    const lost = before.filter((firing) => isTrue(firing, troubles) && !isCaught(firing, tried, settings.side)).length;
    const judged = all.filter((firing) => isTrue(firing, troubles)).length;
    const left = countFirings(late, tried, settings.side);
    return {
      current,
      recommended,
      improvement: fallInPercent(before.length, left),
      // Where nobody ever judged a firing, one that mattered may be among those that go.
      confidence: laplace(before.length - lost, before.length) * (judged > 0 ? 1 : 0.85) * (lost > 0 ? 0.5 : 1),
      estimate: {
        method: 'back-test',
        text: `A threshold chosen on the first two thirds of the time was replayed over the last: ${before.length} firings become ${left}. ${judged === 0 ? 'Nobody has judged any of them yet.' : `${judged} of ${all.length} firings were true, and ${lost === 0 ? 'none of them is lost' : `${lost} would be lost`}.`}`,
        samples: all.length,
      },
      urgency: 0.2,
      kept: {},
    } satisfies Found;
  },

  async measure({ series: { value, threshold: thresholds } }, { side }, { old }) {
    const now = lastOf(thresholds.values);
    const without = countFirings(value, old, side);
    if (!Number.isFinite(now) || without === 0) {
      return null;
    }
    const left = countFirings(value, now, side);
    return {
      improvement: fallInPercent(without, left),
      text: `Since the change it fired ${left} times; with the old threshold it would have fired ${without} times.`,
      samples: without,
    };
  },
};

/** Stretches in which a series is beyond a threshold. */
export function firingsOf({ times, values }: Series, threshold: number, side: Side): Firing[] {
  const firings: Firing[] = [];
  let isOpen = false;
  const furthest = side === 'above' ? Math.max : Math.min;
  for (let i = 0; i < times.length; i++) {
    const value = values[i];
    const fires = side === 'above' ? value > threshold : value < threshold;
    const last = firings.at(-1);
    if (fires && isOpen && last) {
      firings[firings.length - 1] = { start: last.start, end: times[i], peak: furthest(last.peak, value) };
    } else if (fires) {
      firings.push({ start: times[i], end: times[i], peak: value });
    }
    isOpen = fires;
  }
  return firings;
}

function countFirings(series: Series, threshold: number, side: Side): number {
  return firingsAtEach(series, Float64Array.of(threshold), side)[0];
}

/** The threshold nearest to `current` that leaves out enough firings, and none that was true; null where there is none, or nothing fired. */
function chooseThreshold(
  series: Series,
  current: number,
  { side, cut }: Settings,
  troubles: readonly { readonly start: number; readonly end: number }[]
): number | null {
  const firings = firingsOf(series, current, side);
  if (firings.length === 0) {
    return null;
  }
  const peaks = sortedFinite(firings.map(({ peak }) => peak));
  const most = firings.length * (1 - cut);
  const candidates = Float64Array.from({ length: CANDIDATES }, (_, i) => {
    const share = (i + 1) / (CANDIDATES + 1);
    return nice(sortedQuantile(peaks, side === 'above' ? share : 1 - share), current, side);
  });
  const counts = firingsAtEach(series, candidates, side);
  const mattered = firings.filter((firing) => isTrue(firing, troubles));
  const chosen = candidates.find((_, i) => counts[i] <= most);
  return chosen !== undefined && mattered.every((firing) => isCaught(firing, chosen, side)) ? chosen : null;
}

/** How often a series goes beyond each threshold, the furthest last, in one pass: a step up begins a firing of every threshold that it passes. */
export function firingsAtEach({ values }: Series, thresholds: Float64Array, side: Side): Int32Array {
  const sign = side === 'above' ? 1 : -1;
  const rising = thresholds.map((threshold) => sign * threshold);
  const counts = new Int32Array(thresholds.length + 1);
  let before = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const now = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : sign * value;
    if (now > before && now > rising[0]) {
      counts[lowerBound(rising, before)]++;
      counts[lowerBound(rising, now)]--;
    }
    before = now;
  }
  for (let i = 1; i < counts.length; i++) {
    counts[i] += counts[i - 1];
  }
  return counts;
}

/** To three digits, away from the current one. */
function nice(value: number, current: number, side: Side): number {
  const digit = 10 ** (Math.floor(Math.log10(Math.max(Math.abs(value), Math.abs(value - current), 1e-12))) - 2);
  const round = side === 'above' ? Math.ceil : Math.floor;
  return Number((round(Number((value / digit).toPrecision(12))) * digit).toPrecision(12));
}

function isTrue(firing: Firing, troubles: readonly { readonly start: number; readonly end: number }[]): boolean {
  return troubles.some(({ start, end }) => firing.start <= end && firing.end >= start);
}

function isCaught({ peak }: Firing, threshold: number, side: Side): boolean {
  return side === 'above' ? peak > threshold : peak < threshold;
}
