/**
 * A repeating profile learnt online: a day in bins of five minutes, a week in bins of an hour (or of one step where that is longer).
 * A bin's finished mean is compared with the mean of the whole last period; the profile is the average of that difference over
 * periods, newer ones counting more.
 */
export interface Profile {
  /** Typical deviation of each bin from the period's mean. */
  readonly shape: Float32Array;
  /** Mean of each bin when it last ended; NaN before. */
  readonly last: Float32Array;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: the running bin, its sum and count; sum and number of the finished bins in `last`; periods seen; drift and fit. */
const BIN = 0;
const BIN_SUM = 1;
const BIN_COUNT = 2;
const SUM = 3;
const FILLED = 4;
const PERIODS = 5;
const DRIFT = 6;
const FIT = 7;
const POWER = 8;
const SPREAD = 9;

/** Newest period's weight once a few have been seen. */
const RATE = 0.15;
/** Periods' worth of belief, in a trust of one half, that a new profile starts with. */
const PRIOR = 0.15;

export function emptyProfile(bins: number): Profile {
  const scalars = new Float64Array(10);
  scalars[BIN] = -1;
  return { shape: new Float32Array(bins), last: new Float32Array(bins).fill(Number.NaN), scalars };
}

/** Bins of a period of `period` ms at least `least` ms wide for points `step` ms apart; 0 where fewer than four points fit in. */
export function binsOf(period: number, least: number, step: number): number {
  return step * 4 > period ? 0 : Math.max(1, Math.round(period / Math.max(step, least)));
}

/** Periods learnt from so far. */
export function periodsOf(profile: Profile): number {
  return profile.scalars[PERIODS];
}

/** Change of the period's mean per period, averaged over about one period; 0 in the first. */
export function driftOf(profile: Profile): number {
  return profile.scalars[DRIFT];
}

/**
 * The profile's value at a phase of the period (0..1), between bin centres by interpolation, times how well the profile has
 * predicted so far (0..1); 0 in the first period.
 */
export function seasonAt(profile: Profile, phase: number): number {
  const { shape, scalars } = profile;
  if (scalars[PERIODS] < 1) {
    return 0;
  }
  return trustOf(profile) * shapeAt(shape, phase);
}

function shapeAt(shape: Float32Array, phase: number): number {
  const bins = shape.length;
  const position = phase * bins - 0.5;
  const left = Math.floor(position);
  const share = position - left;
  const a = shape[(left + bins) % bins];
  const b = shape[(left + 1) % bins];
  return a + (b - a) * share;
}

/** Slope of what came on what the profile said, within 0..1: near 0 where yesterday says nothing about today. */
export function trustOf(profile: Profile): number {
  const { scalars } = profile;
  return scalars[POWER] > 0 ? Math.max(0, Math.min(1, scalars[FIT] / scalars[POWER])) : 0;
}

/** Adds a value at a phase (0..1); when a new bin begins, the finished one is learnt. */
export function observeProfile(profile: Profile, phase: number, value: number): void {
  const { shape, scalars } = profile;
  if (shape.length === 0) {
    return;
  }
  const bin = Math.min(shape.length - 1, Math.floor(phase * shape.length));
  if (bin !== scalars[BIN]) {
    if (scalars[BIN] >= 0) {
      finishBin(profile, scalars[BIN], scalars[BIN_SUM] / scalars[BIN_COUNT]);
    }
    scalars[BIN] = bin;
    scalars[BIN_SUM] = 0;
    scalars[BIN_COUNT] = 0;
  }
  scalars[BIN_SUM] += value;
  scalars[BIN_COUNT] += 1;
}

function finishBin(profile: Profile, bin: number, mean: number): void {
  const { shape, last, scalars } = profile;
  const bins = shape.length;
  const before = last[bin];
  last[bin] = mean;
  if (Number.isNaN(before)) {
    scalars[SUM] += last[bin];
    scalars[FILLED] += 1;
    if (scalars[PERIODS] >= 1) {
      learnBin(profile, bin, last[bin] - scalars[SUM] / scalars[FILLED]);
    } else if (scalars[FILLED] >= 0.9 * bins) {
      startShape(profile);
    }
    return;
  }
  if (scalars[PERIODS] < 1) {
    startShape(profile);
  }
  scalars[SUM] += last[bin] - before;
  const spread = scalars[SPREAD];
  const change = last[bin] - before;
  const rate = 1 / bins;
  scalars[SPREAD] += (Math.abs(change) - spread) * Math.max(rate, 1 / (1 + scalars[PERIODS] * bins));
  const limit = spread > 0 ? 3 * spread : Math.abs(change);
  scalars[DRIFT] += (Math.max(-limit, Math.min(limit, change)) - scalars[DRIFT]) * rate;
  learnBin(profile, bin, last[bin] - scalars[SUM] / scalars[FILLED]);
  scalars[PERIODS] += rate;
  if (bin === 0) {
    scalars[SUM] = total(last);
  }
}

function startShape(profile: Profile): void {
  const { shape, last, scalars } = profile;
  const mean = scalars[SUM] / scalars[FILLED];
  for (let i = 0; i < shape.length; i++) {
    shape[i] = Number.isNaN(last[i]) ? 0 : last[i] - mean;
  }
  const power = shape.reduce((sum, value) => sum + value * value, 0) / shape.length;
  scalars[POWER] = PRIOR * power;
  scalars[FIT] = (PRIOR * power) / 2;
  scalars[PERIODS] = 1;
}

function learnBin(profile: Profile, bin: number, deviation: number): void {
  const { shape, scalars } = profile;
  const said = shape[bin];
  const rate = 1 / shape.length;
  scalars[FIT] += (deviation * said - scalars[FIT]) * rate;
  scalars[POWER] += (said * said - scalars[POWER]) * rate;
  shape[bin] += (deviation - said) * Math.max(RATE, 1 / (1 + scalars[PERIODS]));
}

function total(last: Float32Array): number {
  let sum = 0;
  for (const mean of last) {
    sum += Number.isNaN(mean) ? 0 : mean;
  }
  return sum;
}
