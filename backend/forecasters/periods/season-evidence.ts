/** Most bins that a season is looked at in: a week in hours, or a day of minutes in stretches of about nine. */
const MOST_BINS = 168;
/** Newest values that evidence is taken from, in bins: more would only cost time. */
const ENOUGH = 6_144;

/** What speaks for a season of a given length. */
export interface SeasonEvidence {
  /** Usual deviation from the course's level in each bin of the season; adds up to 0. */
  readonly profile: Float64Array;
  /** 0..1, or a little below 0: share of the variance about the level that one cycle has in common with the others. */
  readonly share: number;
  /** By how many standard deviations that is more than chance gives errors that follow one another. */
  readonly z: number;
  readonly cycles: number;
}

/** Bin of the season that a point `i` from the end (0: the last) lies in. */
function binOf(i: number, period: number, bins: number): number {
  const phase = period - 1 - (i % period);
  return bins === period ? phase : Math.floor((phase * bins) / period);
}

/**
 * Evidence of a season of `period` points, two cycles of which are there at least. Cycles about their level are an analysis of variance with the place in the
 * cycle as its group; what they have in common is the intraclass correlation (Fisher 1925). A random walk passes a plain F test easily, so `z` is the lesser of two
 * that allow for errors that follow from the two before them: the F test of whitened values (as Cochrane and Orcutt 1949, there with one), and the correlation of cycles
 * against how far it scatters between cycles of such errors alone (Bartlett 1935).
 */
export function seasonEvidence(values: Float64Array, period: number): SeasonEvidence {
  const bins = Math.min(period, MOST_BINS);
  const cycles = Math.min(Math.floor(values.length / period), Math.ceil(ENOUGH / bins));
  const course = binned(values, period, bins, cycles);
  const about = aboutLevel(course, bins);
  const profile = profileOf(about, bins, 0);
  const { ratio } = varianceRatio(about, bins, 0);
  const [one, two] = carriedOver(withoutProfile(about, profile));
  const white = new Float64Array(about.length);
  for (let i = 2; i < about.length; i++) {
    white[i] = about[i] - one * about[i - 1] - two * about[i - 2];
  }
  const { ratio: whiteRatio, between, within } = varianceRatio(white, bins, 2);
  const shareOf = (f: number): number => (f === Infinity ? 1 : (f - 1) / (f - 1 + cycles));
  const share = shareOf(ratio);
  const scatter = Math.sqrt((2 * sharedBy(one, two, bins)) / (cycles * (cycles - 1)));
  return { profile, share, z: Math.min(normalOfF(whiteRatio, between, within), share / scatter), cycles };
}

/** The values less the season's profile. */
export function withoutSeason(values: Float64Array, period: number, { profile }: SeasonEvidence): Float64Array {
  const last = values.length - 1;
  return values.map((value, i) => value - profile[binOf(last - i, period, profile.length)]);
}

/** Means of `bins` stretches of each of the last whole cycles. */
function binned(values: Float64Array, period: number, bins: number, cycles: number): Float64Array {
  const from = values.length - cycles * period;
  if (bins === period) {
    return values.slice(from);
  }
  const sums = new Float64Array(cycles * bins);
  const counts = new Float64Array(bins);
  for (let phase = 0; phase < period; phase++) {
    counts[Math.floor((phase * bins) / period)]++;
  }
  for (let cycle = 0, i = from; cycle < cycles; cycle++) {
    for (let phase = 0; phase < period; phase++, i++) {
      sums[cycle * bins + Math.floor((phase * bins) / period)] += values[i];
    }
  }
  return sums.map((sum, i) => sum / counts[i % bins]);
}

/** Values less their level: the centred mean over one cycle, which goes on at either end in the line of its outermost half cycle. */
function aboutLevel(course: Float64Array, bins: number): Float64Array {
  const n = course.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    sums[i + 1] = sums[i] + course[i];
  }
  const half = bins >> 1;
  const isEven = bins % 2 === 0;
  const level = new Float64Array(n);
  const last = n - 1 - half;
  for (let i = half; i <= last; i++) {
    const whole = sums[i + half + 1] - sums[i - half];
    // An even cycle has no middle: its two outermost values count half.
    level[i] = (isEven ? whole - (course[i - half] + course[i + half]) / 2 : whole) / bins;
  }
  if (isEven && n === 2 * half) {
    return course;
  }
  const reach = Math.max(1, Math.min(half, last - half));
  const slopes =
    last > half ? [(level[half + reach] - level[half]) / reach, (level[last] - level[last - reach]) / reach] : [0, 0];
  for (let i = 1; i <= half; i++) {
    level[half - i] = level[half] - slopes[0] * i;
    level[last + i] = level[last] + slopes[1] * i;
  }
  return course.map((value, i) => value - level[i]);
}

function withoutProfile(values: Float64Array, profile: Float64Array): Float64Array {
  const left = new Float64Array(values.length);
  for (let i = 0, bin = 0; i < values.length; i++) {
    left[i] = values[i] - profile[bin];
    bin = bin + 1 < profile.length ? bin + 1 : 0;
  }
  return left;
}

/** Mean of each bin, from index `from` on, less the mean of all. */
function profileOf(values: Float64Array, bins: number, from: number): Float64Array {
  const sums = new Float64Array(bins);
  const counts = new Float64Array(bins);
  for (let i = from, bin = from % bins; i < values.length; i++) {
    sums[bin] += values[i];
    counts[bin]++;
    bin = bin + 1 < bins ? bin + 1 : 0;
  }
  const means = sums.map((sum, bin) => (counts[bin] > 0 ? sum / counts[bin] : 0));
  const mean = means.reduce((sum, value) => sum + value / bins, 0);
  return means.map((value) => value - mean);
}

/** The F ratio of values by bin, with its degrees of freedom. */
function varianceRatio(
  values: Float64Array,
  bins: number,
  from: number
): { ratio: number; between: number; within: number } {
  const profile = profileOf(values, bins, from);
  const n = values.length - from;
  let mean = 0;
  for (let i = from; i < values.length; i++) {
    mean += values[i] / n;
  }
  let [explained, left] = [0, 0];
  for (let i = from, bin = from % bins; i < values.length; i++) {
    const error = values[i] - mean - profile[bin];
    explained += profile[bin] * profile[bin];
    left += error * error;
    bin = bin + 1 < bins ? bin + 1 : 0;
  }
  const [between, within] = [bins - 1, Math.max(1, n - bins)];
  const isNothing = explained <= 1e-20 * (explained + left) || explained === 0;
  const ratio = isNothing ? 0 : left <= 1e-20 * explained ? Infinity : explained / between / (left / within);
  return { ratio, between, within };
}

/** How errors follow from the two before them (Yule and Walker). */
function carriedOver(errors: Float64Array): [number, number] {
  const [none, one, two] = [0, 1, 2].map((lag) => {
    let sum = 0;
    for (let i = lag; i < errors.length; i++) {
      sum += errors[i] * errors[i - lag];
    }
    return sum;
  });
  const spread = none * none - one * one;
  return spread > 1e-9 * none * none
    ? [(one * (none - two)) / spread, (none * two - one * one) / spread]
    : [none > 0 ? one / none : 0, 0];
}

/** Variance of the correlation between two independent stretches of errors that follow from the two before them. */
function sharedBy(one: number, two: number, length: number): number {
  let [before, at] = [1, two < 1 ? one / (1 - two) : 1];
  let sum = 1;
  for (let lag = 1; lag < length; lag++) {
    sum += 2 * (1 - lag / length) * at * at;
    [before, at] = [at, one * at + two * before];
  }
  return Math.min(1, sum / length);
}

/** The standard normal deviate as improbable as an F ratio (Paulson 1942, with Wilson and Hilferty's cube root). */
function normalOfF(ratio: number, between: number, within: number): number {
  if (ratio === Infinity) {
    return Infinity;
  }
  const [a, b] = [2 / (9 * between), 2 / (9 * within)];
  const root = Math.cbrt(ratio);
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a);
}
