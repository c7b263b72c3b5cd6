/**
 * A repeating shape learnt online, in equal bins of a period. When a bin ends, its mean is compared with the mean of the whole last
 * period; the shape follows the median of what it said, what came now and what came the period before, so that one odd day neither
 * teaches nor leaves a ghost, and a change that comes twice is believed.
 */
export interface Profile {
  /** Typical deviation of each bin from the period's mean. */
  readonly shape: Float32Array;
  /** Mean of each bin when it last ended; NaN before. */
  readonly last: Float32Array;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: the running bin, the sum and number of its values. */
const BIN = 0;
const BIN_SUM = 1;
const BIN_COUNT = 2;
/** Sum and number of the means in `last`; periods seen. */
const SUM = 3;
const FILLED = 4;
const PERIODS = 5;
/** Mean change, and mean absolute change, of a bin from period to period. */
const DRIFT = 6;
const SPREAD = 7;
/** Running means of what came times what was said, and of what was said squared. */
const FIT = 8;
const POWER = 9;

/** How far the shape goes towards the median with each period. */
const RATE = 0.4;
/** The same while few periods have been seen, so that an odd day among the first two is soon outvoted. */
const FIRST_RATE = 0.8;
const FEW = 4;
/** Periods over which the trust averages, and what share of a period a new profile is believed beforehand, by half. */
const TRUST_SPAN = 3;
const PRIOR = 0.15;

export function emptyProfile(bins: number): Profile {
  const scalars = new Float64Array(10);
  scalars[BIN] = -1;
  return { shape: new Float32Array(bins), last: new Float32Array(bins).fill(Number.NaN), scalars };
}

/** Bins, at least `least` ms wide, of a period of `period` ms for points `step` ms apart; none where fewer than four points fit in. */
export function binsOf(period: number, least: number, step: number): number {
  return step * 4 > period ? 0 : Math.max(1, Math.round(period / Math.max(step, least)));
}

/** The profile with everything learnt, between bins. */
export function rewindProfile({ shape, last, scalars }: Profile): Profile {
  const rewound = scalars.slice();
  rewound[BIN] = -1;
  return { shape, last, scalars: rewound };
}

/** Periods learnt from so far. */
export function periodsOf({ scalars }: Profile): number {
  return scalars[PERIODS];
}

/** Change of the period's mean per period, averaged over about one period; 0 in the first. */
export function driftOf({ scalars }: Profile): number {
  return scalars[DRIFT];
}

/** How well the shape foretold so far: the slope of what came on what it said, within 0..1; 0 in the first period. */
export function trustOf({ scalars }: Profile): number {
  return scalars[POWER] > 0 ? Math.max(0, Math.min(1, scalars[FIT] / scalars[POWER])) : 0;
}

/** The bin of a phase (0..1) of the period. */
export function binAt({ shape }: Profile, phase: number): number {
  return Math.min(shape.length - 1, Math.floor(phase * shape.length));
}

/**
 * The value at `position` (0..1) within a bin whose neighbours have `left` and `right`: a line with the smaller of the two slopes, level
 * where they point apart. Smooth on slopes, and steps stay steps.
 */
export function withinBin(left: number, own: number, right: number, position: number): number {
  const before = own - left;
  const after = right - own;
  if (before * after <= 0) {
    return own;
  }
  return own + (Math.abs(before) < Math.abs(after) ? before : after) * (position - 0.5);
}

/** The shape at a phase (0..1), without trust. */
export function shapeAt(profile: Profile, phase: number): number {
  const { shape } = profile;
  const bins = shape.length;
  const bin = binAt(profile, phase);
  const left = shape[bin > 0 ? bin - 1 : bins - 1];
  const right = shape[bin + 1 < bins ? bin + 1 : 0];
  return withinBin(left, shape[bin], right, phase * bins - bin);
}

/** Adds a value of the running bin; `prior` is what the bin should show where only two periods have been seen. */
export function observeProfile(profile: Profile, bin: number, value: number, prior: number): void {
  const { scalars } = profile;
  if (bin !== scalars[BIN]) {
    if (scalars[BIN] >= 0) {
      finishBin(profile, scalars[BIN], scalars[BIN_SUM] / scalars[BIN_COUNT], prior);
    }
    scalars[BIN] = bin;
    scalars[BIN_SUM] = 0;
    scalars[BIN_COUNT] = 0;
  }
  scalars[BIN_SUM] += value;
  scalars[BIN_COUNT] += 1;
}

function finishBin(profile: Profile, bin: number, mean: number, prior: number): void {
  const { shape, last, scalars } = profile;
  const bins = shape.length;
  const before = last[bin];
  last[bin] = mean;
  const isFirst = Number.isNaN(before);
  scalars[SUM] += last[bin] - (isFirst ? 0 : before);
  scalars[FILLED] += isFirst ? 1 : 0;
  if (scalars[PERIODS] < 1 && (!isFirst || scalars[FILLED] === bins)) {
    startShape(profile);
  }
  if (scalars[PERIODS] < 1) {
    return;
  }
  const center = scalars[SUM] / scalars[FILLED];
  if (isFirst) {
    shape[bin] = last[bin] - center;
    return;
  }
  followChange(profile, last[bin] - before);
  learnBin(profile, bin, last[bin] - center, before - center, prior);
  scalars[PERIODS] += 1 / bins;
  if (bin === 0) {
    scalars[SUM] = sumOf(last);
  }
}

/** Sum of the numbers, NaN left out. */
function sumOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += Number.isNaN(values[i]) ? 0 : values[i];
  }
  return sum;
}

function startShape({ shape, last, scalars }: Profile): void {
  const center = scalars[SUM] / scalars[FILLED];
  let power = 0;
  let known = last.findLast((mean) => !Number.isNaN(mean)) ?? center;
  for (let i = 0; i < shape.length; i++) {
    known = Number.isNaN(last[i]) ? known : last[i];
    shape[i] = known - center;
    power += (shape[i] * shape[i]) / shape.length;
  }
  scalars[POWER] = PRIOR * power;
  scalars[FIT] = (PRIOR * power) / 2;
  scalars[PERIODS] = 1;
}

function followChange({ shape, scalars }: Profile, change: number): void {
  const rate = 1 / shape.length;
  const spread = scalars[SPREAD];
  const limit = spread > 0 ? 3 * spread : Math.abs(change);
  scalars[SPREAD] += (Math.min(10 * limit, Math.abs(change)) - spread) * rate;
  scalars[DRIFT] += (Math.max(-limit, Math.min(limit, change)) - scalars[DRIFT]) * rate;
}

function learnBin({ shape, scalars }: Profile, bin: number, now: number, before: number, prior: number): void {
  const said = shape[bin];
  const rate = 1 / (shape.length * TRUST_SPAN);
  const limit = 3 * scalars[SPREAD];
  const came = Math.max(said - limit, Math.min(said + limit, now));
  scalars[FIT] += (came * said - scalars[FIT]) * rate;
  scalars[POWER] += (said * said - scalars[POWER]) * rate;
  if (scalars[PERIODS] < 2 - 0.5 / shape.length) {
    shape[bin] = median(now, before, prior);
  } else {
    shape[bin] += (scalars[PERIODS] < FEW ? FIRST_RATE : RATE) * (median(said, now, before) - said);
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
