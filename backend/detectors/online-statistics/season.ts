import { towards, within } from './arithmetic.ts';
import type { Arithmetic } from './arithmetic.ts';

/**
 * Online season of one stream: the usual value of each quarter of an hour of the day and of each hour of the week, apart from a level that moves, and
 * how much wider than usual the spread is at each hour of the day. Values are in the stream's own unit.
 */
export const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const DAY_SLOTS = 96;
const WEEK_SLOTS = 168;
const HOURS = 24;
/** Coarser steps than a quarter of the period know no season. */
const LEAST_SLOTS = 4;

export type SeasonChoice = 'none' | 'day' | 'week' | 'auto';

/** A period a stream may have, and where the table holds its slots. */
interface Candidate {
  readonly period: number;
  readonly slots: number;
  readonly offset: number;
  readonly pointsPerSlot: number;
  /** Points over which its errors are compared with those of simpler ones before `auto` may take it. */
  readonly leastCompared: number;
  /** Share of a slot's usual value that a new point replaces. */
  readonly rate: number;
}

/** Sizes and rates of the season, which follow from the settings and the step. */
export interface SeasonPlan {
  readonly choice: SeasonChoice;
  readonly candidates: readonly Candidate[];
  /** Where the table holds the spread of the hours; they are told apart where the day has slots of an hour or less. */
  readonly hours: number;
  readonly hourRate: number;
  /** Points over which errors are averaged. */
  readonly averaged: number;
  readonly entries: number;
}

/** Periods after which a slot's usual value counts half. */
const HALF_LIFE_PERIODS = { day: 4, week: 2 };
const HOUR_HALF_LIFE_DAYS = 4;
/** Days of comparison before `auto` takes a season; that of the week is learnt for a week before. */
const COMPARED_DAYS = { day: 0.125, week: 7 };
/** Errors are averaged over so many days, and at most so many points. */
const AVERAGED_DAYS = 3;
const MOST_AVERAGED = 5000;
const MOST_COMPARED = 50_000;

export function planSeason(choice: SeasonChoice, step: number): SeasonPlan {
  const candidates: Candidate[] = [];
  const pointsPerDay = Math.max(1, DAY_MS / step);
  const averaged = Math.min(MOST_AVERAGED, AVERAGED_DAYS * pointsPerDay);
  let entries = 0;
  const add = (period: number, most: number, halfLife: number, comparedDays: number): void => {
    const slots = Math.min(most, Math.floor(period / step));
    if (slots < LEAST_SLOTS) {
      return;
    }
    const pointsPerSlot = Math.max(1, period / slots / step);
    const rate = 1 - 2 ** (-1 / (halfLife * pointsPerSlot));
    const leastCompared = Math.min(MOST_COMPARED, Math.max(2, comparedDays * pointsPerDay));
    candidates.push({ period, slots, offset: entries, pointsPerSlot, leastCompared, rate });
    entries += slots;
  };
  if (choice === 'day' || choice === 'auto') {
    add(DAY_MS, DAY_SLOTS, HALF_LIFE_PERIODS.day, COMPARED_DAYS.day);
  }
  if (choice === 'week' || choice === 'auto') {
    add(WEEK_MS, WEEK_SLOTS, HALF_LIFE_PERIODS.week, COMPARED_DAYS.week);
  }
  const hours = entries;
  const pointsPerHour = Math.max(1, DAY_MS / HOURS / step);
  return {
    choice,
    candidates,
    hours,
    hourRate: Math.min(0.02, 1 - 2 ** (-1 / (HOUR_HALF_LIFE_DAYS * pointsPerHour))),
    averaged,
    entries: candidates.length > 0 ? entries + HOURS : 1,
  };
}

/** Empty slots are NaN; hours begin as usual as all. */
export function emptySeasonTable({ entries, hours, candidates }: SeasonPlan): Float32Array {
  const table = new Float32Array(entries).fill(Number.NaN);
  return candidates.length > 0 ? table.fill(1, hours) : table.fill(0);
}

/**
 * Cells: for no season and each candidate a level, the mean absolute error and the points it was averaged over, the slot of the last point and the
 * points seen in it; then which of them is in use (0: none).
 */
const FIELDS = 5;
const [LEVEL, ERROR, COMPARED, SLOT, VISIT] = [0, 1, 2, 3, 4];
const PICK = 3 * FIELDS;
export const SEASON_CELLS = PICK + 1;
const cellsOf = (base: number, k: number): number => base + k * FIELDS;

/** Errors beyond this many standard deviations teach levels and slots no more than one of so many, and mean errors no more than so many. */
const CLIP = 5;
const ERROR_CLIP = 100;
/** Standard deviation over mean absolute deviation of a normal distribution, sqrt(pi / 2). */
export const SIGMA_OF_MEAN_DEVIATION = 1.2533;
/** `auto` takes a season where its errors are so much smaller, and keeps one it has while they are no larger. */
const WORTH = 0.9;
const LEAST_RATIO = 0.3;
const MOST_RATIO = 8;

/** What the season says about a time. `slots` and `values` are of the candidates; `value` is that of the one in use. */
export interface SeasonReading<N, B> {
  readonly value: N;
  readonly ratio: N;
  readonly hour: N;
  readonly slots: readonly N[];
  readonly values: readonly N[];
  readonly isKnown: readonly B[];
}

function indexAt<N, B>(m: Arithmetic<N, B>, time: N, period: number, slots: number): N {
  const phase = m.sub(time, m.mul(m.floor(m.div(time, period)), period));
  return m.min(slots - 1, m.floor(m.div(phase, period / slots)));
}

/** The season at `time` (ms). `base`: its first cell; `first`: time of the stream's first point; `clock`: what the clocks of its days and weeks show. */
export function readSeason<N, B>(
  m: Arithmetic<N, B>,
  plan: SeasonPlan,
  base: number,
  time: N,
  first: N,
  clock = time
): SeasonReading<N, B> {
  const elapsed = m.sub(time, first);
  const [slots, values, isKnown]: [N[], N[], B[]] = [[], [], []];
  const pick = m.get(base + PICK);
  let value = m.mul(pick, 0);
  for (let k = 0; k < plan.candidates.length; k++) {
    const { period, slots: count, offset } = plan.candidates[k];
    const slot = m.add(indexAt(m, clock, period, count), offset);
    const own = m.read(slot);
    // A slot that was never seen says what is said without it.
    const stand = m.sub(m.get(cellsOf(base, k) + LEVEL), m.get(cellsOf(base, k + 1) + LEVEL));
    slots.push(slot);
    const known = m.select(m.isNaN(own), stand, own);
    values.push(k === 0 ? known : m.add(values[0], known));
    isKnown.push(m.less(period - 1, elapsed));
    value = m.select(m.less(m.abs(m.sub(pick, k + 1)), 0.5), values[k], value);
  }
  if (plan.candidates.length === 0) {
    return { value, ratio: m.add(value, 1), hour: value, slots, values, isKnown };
  }
  const hour = m.add(indexAt(m, clock, DAY_MS, HOURS), plan.hours);
  const ratio = m.select(m.less(0.5, pick), m.max(LEAST_RATIO, m.min(MOST_RATIO, m.read(hour))), 1);
  return { value, ratio, hour, slots, values, isKnown };
}

/** How a change of the season in use moves what was learnt of the rest: add `shift` to centres, multiply spreads by `factor`. */
export interface SeasonChange<N> {
  readonly shift: N;
  readonly factor: N;
}

/** Learns a value. `rate`: how far levels move towards it; `isBounded`: whether far values count as nearer ones. */
export function learnSeason<N, B>(
  m: Arithmetic<N, B>,
  plan: SeasonPlan,
  base: number,
  reading: SeasonReading<N, B>,
  value: N,
  rate: N,
  isBounded: B
): SeasonChange<N> {
  const bound: Bound<N> = (error, usual, most) =>
    m.select(m.and(isBounded, m.less(0, usual)), within(m, error, m.mul(most * SIGMA_OF_MEAN_DEVIATION, usual)), error);
  const old = m.get(base + PICK);
  if (plan.candidates.length > 0) {
    learnHour(m, plan, base, reading, value, bound);
  }
  const plain = m.sub(value, m.get(base + LEVEL));
  m.set(base + LEVEL, m.add(m.get(base + LEVEL), m.mul(rate, bound(plain, m.get(base + ERROR), CLIP))));
  learnError(m, plan, base, plain, 1, bound);
  let pick = m.mul(old, 0);
  let [wasLevel, wasError] = [m.get(base + LEVEL), m.get(base + ERROR)];
  let [isLevel, isError] = [wasLevel, wasError];
  for (let k = 0; k < plan.candidates.length; k++) {
    const candidate = plan.candidates[k];
    const cells = cellsOf(base, k + 1);
    const isKnown = reading.isKnown[k];
    const error = m.sub(value, m.add(reading.values[k], m.get(cells + LEVEL)));
    learnSlot(m, candidate, cells, reading.slots[k], isKnown, error, value, k === 0 ? 0 : reading.values[0], bound);
    const level = m.add(m.get(cells + LEVEL), m.mul(rate, bound(error, m.get(cells + ERROR), CLIP)));
    m.set(cells + LEVEL, m.select(isKnown, level, 0));
    learnError(m, plan, cells, error, m.select(isKnown, 1, 0), bound);
    const own = m.get(cells + ERROR);
    const isOld = m.less(m.abs(m.sub(old, k + 1)), 0.5);
    const isCompared = m.less(candidate.leastCompared, m.get(cells + COMPARED));
    const isBetter = m.less(own, m.mul(isError, m.select(isOld, 1, WORTH)));
    const isTaken = plan.choice === 'auto' ? m.and(isCompared, isBetter) : isKnown;
    pick = m.select(isTaken, k + 1, pick);
    isLevel = m.select(isTaken, m.get(cells + LEVEL), isLevel);
    isError = m.select(isTaken, own, isError);
    wasLevel = m.select(isOld, m.get(cells + LEVEL), wasLevel);
    wasError = m.select(isOld, own, wasError);
  }
  m.set(base + PICK, pick);
  const isChanged = m.less(0.5, m.abs(m.sub(pick, old)));
  const factor = m.div(isError, m.max(wasError, 1e-300));
  return {
    shift: m.select(isChanged, m.sub(isLevel, wasLevel), 0),
    factor: m.select(m.and(isChanged, m.less(0, m.min(isError, wasError))), factor, 1),
  };
}

/** An error held within so many standard deviations, from the mean absolute error that is usual. */
type Bound<N> = (error: N, usual: N, most: number) => N;

function learnError<N, B>(
  m: Arithmetic<N, B>,
  plan: SeasonPlan,
  cells: number,
  error: N,
  weight: N | number,
  bound: Bound<N>
): void {
  const usual = m.get(cells + ERROR);
  const compared = m.add(m.get(cells + COMPARED), weight);
  const share = m.mul(m.max(1 / plan.averaged, m.div(1, m.max(1, compared))), weight);
  m.set(cells + ERROR, towards(m, usual, m.abs(bound(error, usual, ERROR_CLIP)), share));
  m.set(cells + COMPARED, m.min(compared, 2 * MOST_COMPARED));
}

/**
 * In its first period a slot is the mean of its values apart from `under`, the season below it; from then on errors move it. `error` is what
 * season and level erred by.
 */
function learnSlot<N, B>(
  m: Arithmetic<N, B>,
  { pointsPerSlot, rate }: Candidate,
  cells: number,
  slot: N,
  isKnown: B,
  error: N,
  value: N,
  under: N | number,
  bound: Bound<N>
): void {
  const visit = m.select(m.less(m.abs(m.sub(m.get(cells + SLOT), slot)), 0.5), m.add(m.get(cells + VISIT), 1), 1);
  const own = m.read(slot);
  const share = m.select(isKnown, m.max(rate, m.div(1, m.add(2 * pointsPerSlot, visit))), m.div(1, visit));
  const moved = m.add(own, m.mul(share, m.select(isKnown, bound(error, m.get(cells + ERROR), CLIP), error)));
  const first = m.sub(m.sub(value, under), m.get(cells + LEVEL));
  m.write(slot, m.select(m.isNaN(own), first, moved));
  m.set(cells + SLOT, slot);
  m.set(cells + VISIT, visit);
}

function learnHour<N, B>(
  m: Arithmetic<N, B>,
  plan: SeasonPlan,
  base: number,
  reading: SeasonReading<N, B>,
  value: N,
  bound: Bound<N>
): void {
  const pick = m.get(base + PICK);
  let usual = m.get(base + ERROR);
  let level = m.get(base + LEVEL);
  for (let k = 0; k < plan.candidates.length; k++) {
    const isPicked = m.less(m.abs(m.sub(pick, k + 1)), 0.5);
    usual = m.select(isPicked, m.get(cellsOf(base, k + 1) + ERROR), usual);
    level = m.select(isPicked, m.get(cellsOf(base, k + 1) + LEVEL), level);
  }
  const size = m.abs(bound(m.sub(value, m.add(reading.value, level)), usual, ERROR_CLIP));
  const ratio = m.read(reading.hour);
  const share = m.select(m.and(m.less(0.5, pick), m.less(0, usual)), plan.hourRate, 0);
  m.write(reading.hour, towards(m, ratio, m.div(size, m.max(usual, 1e-300)), share));
}

/** Length in ms of the season in use, 0 for none. */
export function periodInUse(cells: Float64Array, plan: SeasonPlan, base: number): number {
  const pick = cells[base + PICK];
  return pick === 0 ? 0 : plan.candidates[pick - 1].period;
}

/** Slots that explanations speak of: those of the season of this length. */
export function slotsOf(period: number): number {
  return period === DAY_MS ? DAY_SLOTS : WEEK_SLOTS;
}
