import { median } from './order-statistics.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** What is usual at each time of the day or week. Plain data. */
export interface SeasonProfile {
  /** Length of the season in ms: a day, a week, or 0 for none. */
  readonly period: number;
  /** Medians of equal slots of the period (UTC); one slot, the median of all, where there is no season. */
  readonly slots: Float64Array;
}

/** Slots are 15 minutes of the day and 1 hour of the week; coarser where the step is. */
const CANDIDATES = [
  { period: DAY_MS, slots: 96, least: 2 * DAY_MS },
  { period: WEEK_MS, slots: 168, least: 2 * WEEK_MS },
];

/** A season is taken when it foretells the other half of the training data this much better. */
const WORTH = 0.95;

/** The usual value at a time: the medians of the two nearest slots, joined by a line from centre to centre. */
export function seasonAt({ period, slots }: SeasonProfile, time: number): number {
  if (period === 0) {
    return slots[0];
  }
  const position = (time % period) / (period / slots.length) - 0.5;
  const below = Math.floor(position);
  const n = slots.length;
  const a = slots[(below + n) % n];
  const b = slots[(below + 1) % n];
  return a + (b - a) * (position - below);
}

/** Index of the slot a time falls into. */
export function slotOf({ period, slots }: SeasonProfile, time: number): number {
  return period === 0 ? 0 : Math.floor((time % period) / (period / slots.length));
}

/**
 * Fits the profile on points `step` ms apart (NaN: missing). Of no season, a day (two days of data needed) and a week (two weeks), the
 * longest is taken that, fitted on every other period, foretells the periods between at least 5 % better in mean absolute error.
 */
export function fitSeason(times: Float64Array, values: Float64Array, step: number): SeasonProfile {
  const span = times.length === 0 ? 0 : times[times.length - 1] - times[0] + step;
  let best = profileOf(times, values, 0, 1, () => true);
  let bestError: number | null = null;
  for (const candidate of CANDIDATES) {
    const slots = Math.min(candidate.slots, Math.floor(candidate.period / step));
    if (span < candidate.least || slots < 4) {
      continue;
    }
    const error = crossError(times, values, candidate.period, candidate.period, slots);
    bestError ??= crossError(times, values, candidate.period, 0, 1);
    if (error < WORTH * bestError) {
      best = profileOf(times, values, candidate.period, slots, () => true);
      bestError = error;
    }
  }
  return best;
}

/** Mean absolute error of profiles fitted on the even and on the odd ones of `blocks`-long stretches, each judged on the others. */
function crossError(times: Float64Array, values: Float64Array, blocks: number, period: number, slots: number): number {
  let sum = 0;
  let count = 0;
  for (const parity of [0, 1]) {
    const isJudge = (time: number) => Math.floor(time / blocks) % 2 === parity;
    const profile = profileOf(times, values, period, slots, (time) => !isJudge(time));
    for (let i = 0; i < times.length; i++) {
      if (Number.isFinite(values[i]) && isJudge(times[i])) {
        sum += Math.abs(values[i] - seasonAt(profile, times[i]));
        count++;
      }
    }
  }
  return count === 0 ? Infinity : sum / count;
}

function profileOf(
  times: Float64Array,
  values: Float64Array,
  period: number,
  slots: number,
  include: (time: number) => boolean
): SeasonProfile {
  const profile: SeasonProfile = { period, slots: new Float64Array(slots) };
  const members: number[][] = Array.from({ length: slots }, () => []);
  for (let i = 0; i < times.length; i++) {
    if (Number.isFinite(values[i]) && include(times[i])) {
      members[slotOf(profile, times[i])].push(values[i]);
    }
  }
  profile.slots.set(members.map(median));
  fillGaps(profile.slots);
  return profile;
}

/** Slots without data take the line between their nearest neighbours around the period; 0 where no slot has any. */
function fillGaps(slots: Float64Array): void {
  const n = slots.length;
  const known = Array.from(slots.keys()).filter((i) => !Number.isNaN(slots[i]));
  if (known.length === 0) {
    slots.fill(0);
    return;
  }
  for (let k = 0; k < known.length; k++) {
    const from = known[k];
    const next = known[(k + 1) % known.length];
    const distance = (next - from + n) % n || n;
    for (let i = 1; i < distance; i++) {
      slots[(from + i) % n] = slots[from] + ((slots[next] - slots[from]) * i) / distance;
    }
  }
}
