/** A series taken apart: season + trend + remainder. */
export interface Decomposed {
  readonly season: Float64Array<ArrayBuffer>;
  readonly trend: Float64Array<ArrayBuffer>;
}

/** Next odd number from a length up. */
function odd(length: number): number {
  const whole = Math.ceil(length);
  return whole + (1 - (whole % 2));
}

/**
 * Local regression of values at position `at` over those from `first` up to and without `end`, with tricube weights that reach `reach` far; `degree` 0 or 1
 * (Cleveland et al. 1990, appendix). Weights go into `weights`; false where all are 0.
 */
function regressionWeights(
  at: number,
  first: number,
  end: number,
  reach: number,
  degree: 0 | 1,
  length: number,
  weights: Float64Array
): boolean {
  let total = 0;
  for (let j = first; j < end; j++) {
    const distance = Math.abs(j - at);
    const ratio = distance / reach;
    const weight = distance <= 0.001 * reach ? 1 : distance <= 0.999 * reach ? (1 - ratio ** 3) ** 3 : 0;
    weights[j - first] = weight;
    total += weight;
  }
  if (!(total > 0)) {
    return false;
  }
  let centre = 0;
  for (let j = first; j < end; j++) {
    weights[j - first] /= total;
    centre += weights[j - first] * j;
  }
  if (degree === 0) {
    return true;
  }
  let spread = 0;
  for (let j = first; j < end; j++) {
    spread += weights[j - first] * (j - centre) ** 2;
  }
  if (Math.sqrt(spread) > 0.001 * (length - 1)) {
    const slope = (at - centre) / spread;
    for (let j = first; j < end; j++) {
      weights[j - first] *= slope * (j - centre) + 1;
    }
  }
  return true;
}

/** Wide windows are evaluated at every so-manieth point of them, with straight lines between (Cleveland et al. 1990, section 3.7). */
const JUMPS = 20;
/** Up to here every point is evaluated. */
const NARROW = 60;

/** Values smoothed by local regression over `window` neighbours, at positions `from` up to and without `to`; they may lie beyond the values. */
function loess(
  values: Float64Array,
  window: number,
  degree: 0 | 1,
  from: number,
  to: number
): Float64Array<ArrayBuffer> {
  const n = values.length;
  const width = Math.min(window, n);
  const half = (window - 1) / 2;
  const jump = window > NARROW ? Math.ceil(window / JUMPS) : 1;
  const weights = new Float64Array(width);
  const smoothed = new Float64Array(to - from);
  let isInner = false;
  let before = from;
  for (let at = from; at < to; at = at === to - 1 ? to : Math.min(at + jump, to - 1)) {
    const first = Math.min(Math.max(0, at - half), n - width);
    // Well within the values all weights are alike.
    const staysInner = at - half >= 0 && at + half < n;
    let isKnown = true;
    if (!isInner || !staysInner) {
      const reach = Math.max(at - first, first + width - 1 - at) + (window > n ? Math.floor((window - n) / 2) : 0);
      isKnown = regressionWeights(at, first, first + width, reach, degree, n, weights);
    }
    isInner = staysInner;
    let sum = 0;
    for (let j = 0; j < width; j++) {
      sum += weights[j] * values[first + j];
    }
    smoothed[at - from] = isKnown ? sum : values[Math.min(n - 1, Math.max(0, at))];
    const left = smoothed[before - from];
    for (let between = before + 1; between < at; between++) {
      smoothed[between - from] = left + ((sum - left) * (between - before)) / (at - before);
    }
    before = at;
  }
  return smoothed;
}

function movingMean(values: Float64Array, window: number): Float64Array {
  const means = new Float64Array(values.length - window + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i >= window ? values[i - window] : 0);
    if (i >= window - 1) {
      means[i - window + 1] = sum / window;
    }
  }
  return means;
}

/** What each phase of the season is, smoothed over seasons, from one season before the values to one after them. */
function smoothedPhases(values: Float64Array, period: number, window: number): Float64Array {
  const n = values.length;
  const cycles = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const length = Math.floor((n - phase - 1) / period) + 1;
    const own = Float64Array.from({ length }, (_, k) => values[phase + k * period]);
    const smoothed = loess(own, window, 0, -1, length + 1);
    for (let k = 0; k < smoothed.length; k++) {
      cycles[phase + k * period] = smoothed[k];
    }
  }
  return cycles;
}

/**
 * Season and trend by local regression, STL (Cleveland, Cleveland, McRae and Terpenning 1990), without robust rounds: preparation has replaced outliers already. `period`
 * points a season, two seasons of values at least; `window`: seasons that a phase is smoothed over, odd.
 */
export function stl(values: Float64Array, period: number, window = 11): Decomposed {
  const n = values.length;
  const trendWindow = odd((1.5 * period) / (1 - 1.5 / window));
  const lowPass = odd(period + 1);
  let trend = new Float64Array(n);
  let season = new Float64Array(n);
  for (let round = 0; round < 5; round++) {
    const level = trend;
    const cycles = smoothedPhases(
      values.map((value, i) => value - level[i]),
      period,
      window
    );
    const low = loess(movingMean(movingMean(movingMean(cycles, period), period), 3), lowPass, 1, 0, n);
    season = Float64Array.from({ length: n }, (_, i) => cycles[period + i] - low[i]);
    const seasonal = season;
    trend = loess(
      values.map((value, i) => value - seasonal[i]),
      trendWindow,
      1,
      0,
      n
    );
  }
  return { season, trend };
}

/** Several seasons, shortest first, each found with the others taken out: MSTL (Bandara, Hyndman and Bergmeir 2021). One entry a period. */
export function seasonsOf(values: Float64Array, periods: readonly number[]): Float64Array[] {
  const seasons = periods.map(() => new Float64Array(values.length));
  const rest = Float64Array.from(values);
  for (let round = 0; round < (periods.length > 1 ? 2 : 1); round++) {
    periods.forEach((period, s) => {
      const held = seasons[s];
      for (let i = 0; i < rest.length; i++) {
        rest[i] += held[i];
      }
      const { season } = stl(rest, period, 7 + 4 * (s + 1));
      for (let i = 0; i < rest.length; i++) {
        rest[i] -= season[i];
      }
      seasons[s] = season;
    });
  }
  return seasons;
}
