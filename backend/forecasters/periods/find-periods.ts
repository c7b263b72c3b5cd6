import { fitRobustScale } from '../../features/robust-scale.ts';
import { autocorrelation, outstandingLags } from './autocorrelation.ts';
import { seasonEvidence, withoutSeason } from './season-evidence.ts';
import type { SeasonEvidence } from './season-evidence.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What people and machines live by: an hour, a day, a week, a year. */
const CALENDAR = [HOUR_MS, DAY_MS, 7 * DAY_MS, 365.25 * DAY_MS];

export interface PeriodOptions {
  /** Most periods that are found. */
  readonly most?: number;
  /** Most points that a period may have. */
  readonly longest?: number;
}

interface Candidate {
  readonly period: number;
  readonly isOfCalendar: boolean;
}

interface Judged extends Candidate {
  readonly evidence: SeasonEvidence;
}

const SHORTEST = 3;
const MOST = 3;
/** Further lengths that the autocorrelation speaks for. */
const MOST_LAGS = 4;
/** Values further from the median than so many robust standard deviations count as that far. */
const FARTHEST = 8;
/** A season of the calendar is believed on less than one that nothing but the data speaks for. */
const OF_CALENDAR = { share: 0.08, z: 4, cycles: 2 };
const OF_DATA = { share: 0.2, z: 6, cycles: 5 };
/** A season made of whole shorter ones is those where they hold so much of it. */
const MOSTLY = { calendar: 0.25, data: 0.9 };

/**
 * Lengths in points of the seasons of a series, shortest first, each seen twice at least; none where there are none. `values` lie `step` ms apart; missing
 * ones (NaN) are bridged by lines. Lengths tried are the hour, day, week and year, and those at which the autocorrelation stands out; each must show what cycles have in common
 * beyond what chance gives a course that wanders (`season-evidence.ts`). They are taken one after the other, each from what the ones before have left.
 */
export function findPeriods(values: Float64Array, step: number, options: PeriodOptions = {}): number[] {
  const longest = Math.min(options.longest ?? Infinity, Math.floor(values.length / 2));
  let left = tamed(bridged(values));
  const found: number[] = [];
  while (found.length < (options.most ?? MOST) && longest >= SHORTEST) {
    const strongest = strongestOf(left, candidatesOf(left, step, longest, found));
    if (!strongest) {
      break;
    }
    left = withoutSeason(left, strongest.period, strongest.evidence);
    found.push(strongest.period);
  }
  return found.sort((a, b) => a - b);
}

function candidatesOf(values: Float64Array, step: number, longest: number, found: readonly number[]): Candidate[] {
  const candidates: Candidate[] = [];
  const add = (period: number, isOfCalendar: boolean): void => {
    const isNew = candidates.every((candidate) => candidate.period !== period) && !found.some((f) => isNear(period, f));
    if (period >= SHORTEST && period <= longest && isNew) {
      candidates.push({ period, isOfCalendar });
    }
  };
  for (const length of CALENDAR) {
    add(Math.round(length / step), true);
  }
  const lags = Math.min(longest, Math.floor(values.length / OF_DATA.cycles));
  for (const lag of outstandingLags(autocorrelation(values, lags), SHORTEST, MOST_LAGS)) {
    // Noise moves the top of a broad hump.
    [lag, lag - 1, lag + 1].forEach((near) => add(near, false));
  }
  return candidates;
}

/** The one that explains most, or the shortest one that it mostly consists of. */
function strongestOf(values: Float64Array, candidates: readonly Candidate[]): Judged | undefined {
  const judged = candidates
    .map((candidate): Judged => ({ ...candidate, evidence: seasonEvidence(values, candidate.period) }))
    .filter(isBelieved)
    .sort((a, b) => weightOf(b) - weightOf(a));
  const apart = judged.filter(
    (one, i) =>
      !judged.some((other, k) => i !== k && isNear(one.period, other.period) && isPreferred(other, one, k < i))
  );
  const [strongest] = apart;
  return apart
    .filter(({ period, isOfCalendar, evidence }) => {
      const isPart = period < strongest.period && isMultiple(strongest.period, period);
      return isPart && evidence.share >= MOSTLY[isOfCalendar ? 'calendar' : 'data'] * strongest.evidence.share;
    })
    .reduce<Judged | undefined>((least, part) => (least && least.period <= part.period ? least : part), strongest);
}

function isNear(period: number, other: number): boolean {
  return Math.abs(period - other) <= Math.max(1, 0.03 * other);
}

/** Whether a season of `period` points repeats after `other`, nearly. */
function isMultiple(other: number, period: number): boolean {
  const times = Math.round(other / period);
  return times > 1 && Math.abs(other - times * period) <= 0.1 * period;
}

/** Of two lengths that are hardly apart, as noise makes them, that of the calendar is meant, or else the one that explains more. */
function isPreferred(one: Judged, other: Judged, explainsMore: boolean): boolean {
  return one.isOfCalendar === other.isOfCalendar ? explainsMore : one.isOfCalendar;
}

/** One of the calendar's goes before another that explains little more. */
function weightOf({ isOfCalendar, evidence }: Judged): number {
  return evidence.share * (isOfCalendar ? 1.1 : 1);
}

function isBelieved({ isOfCalendar, evidence: { share, z, cycles } }: Judged): boolean {
  const least = isOfCalendar ? OF_CALENDAR : OF_DATA;
  return share >= least.share && z >= least.z && cycles >= least.cycles;
}

/** Missing values on the line between their neighbours; the nearest value at either end. */
function bridged(values: Float64Array): Float64Array {
  const whole = values.slice();
  let before = -1;
  for (let i = 0; i <= whole.length; i++) {
    if (i < whole.length && !Number.isFinite(whole[i])) {
      continue;
    }
    for (let k = before + 1; k < i; k++) {
      const [a, b] = [before < 0 ? whole[i] : whole[before], i === whole.length ? whole[before] : whole[i]];
      whole[k] = a + ((b - a) * (k - before)) / (i - before);
    }
    before = i;
  }
  return whole.some((value) => !Number.isFinite(value)) ? new Float64Array(0) : whole;
}

/** About the median in robust standard deviations, the farthest drawn in, so that single outliers decide nothing. */
function tamed(values: Float64Array): Float64Array {
  const { center, scale } = fitRobustScale(values);
  return values.map((value) => Math.max(-FARTHEST, Math.min(FARTHEST, (value - center) / scale)));
}
