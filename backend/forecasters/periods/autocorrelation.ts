/** Cosines and sines of the last size asked for: a query's series are of one length mostly. */
let turns = { size: 0, cos: new Float64Array(0), sin: new Float64Array(0) };

function turnsOf(size: number): typeof turns {
  if (turns.size !== size) {
    const angles = Float64Array.from({ length: size >> 1 }, (_, k) => (-2 * Math.PI * k) / size);
    turns = { size, cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
  }
  return turns;
}

/** In place: the discrete Fourier transform of complex numbers whose count is a power of two (Cooley and Tukey 1965, radix 2). */
export function fourier(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  inReversedOrder(re);
  inReversedOrder(im);
  const { cos, sin } = turnsOf(n);
  for (let half = 1; half < n; half <<= 1) {
    const stride = n / (2 * half);
    for (let from = 0; from < n; from += 2 * half) {
      for (let k = 0, a = from, b = from + half, at = 0; k < half; k++, a++, b++, at += stride) {
        const c = cos[at];
        const s = sin[at];
        const real = re[b] * c - im[b] * s;
        const imaginary = re[b] * s + im[b] * c;
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
      }
    }
  }
}

/** Each number where the bits of its index, read backwards, say. */
function inReversedOrder(numbers: Float64Array): void {
  const n = numbers.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (j & bit) !== 0; bit >>= 1) {
      j ^= bit;
    }
    j |= bit;
    if (i < j) {
      const number = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = number;
    }
  }
}

/** Autocorrelation at lags 0 to `most`, of finite values about their line; each sum is divided by its own count, so that long lags are not damped. All 0 but the first where the values lie on a line. */
export function autocorrelation(values: Float64Array, most: number): Float64Array {
  const n = values.length;
  let size = 2;
  while (size < n + most) {
    size *= 2;
  }
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  re.set(aboutLine(values));
  fourier(re, im);
  for (let i = 0; i < size; i++) {
    re[i] = re[i] * re[i] + im[i] * im[i];
    im[i] = 0;
  }
  fourier(re, im);
  const whole = re[0] / n;
  return Float64Array.from({ length: most + 1 }, (_, lag) =>
    lag === 0 ? 1 : whole > 0 ? re[lag] / (n - lag) / whole : 0
  );
}

/** Values less their line of least squares, over their root mean square. */
function aboutLine(values: Float64Array): Float64Array {
  const n = values.length;
  const middle = (n - 1) / 2;
  let mean = 0;
  for (const value of values) {
    mean += value / n;
  }
  let [along, across] = [0, 0];
  for (let i = 0; i < n; i++) {
    along += (i - middle) * (values[i] - mean);
    across += (i - middle) * (i - middle);
  }
  const slope = across > 0 ? along / across : 0;
  const left = values.map((value, i) => value - mean - slope * (i - middle));
  const size = Math.sqrt(left.reduce((sum, value) => sum + (value * value) / n, 0));
  const spread = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return size > 1e-12 * spread ? left.map((value) => value / size) : new Float64Array(n);
}

/** How far lags of an autocorrelation stand above the valleys beside them; most outstanding first, and no multiple of one that is as outstanding. */
export function outstandingLags(correlation: Float64Array, least: number, count: number): number[] {
  const peaks: { lag: number; height: number }[] = [];
  for (let lag = Math.max(2, least); lag + 1 < correlation.length; lag++) {
    const near = Math.max(1, Math.round(0.1 * lag));
    if (correlation[lag] >= highest(correlation, lag - near, Math.min(correlation.length - 1, lag + near))) {
      const before = lowest(correlation, lag >> 1, lag);
      const after = lowest(correlation, lag, Math.min(correlation.length - 1, lag + (lag >> 1)));
      peaks.push({ lag, height: correlation[lag] - Math.max(before, after) });
    }
  }
  const found: typeof peaks = [];
  for (const peak of peaks) {
    const repeats = found.some(({ lag, height }) => {
      const times = Math.round(peak.lag / lag);
      return times > 1 && Math.abs(peak.lag - times * lag) <= times && peak.height < 1.1 * height + 0.05;
    });
    if (!repeats && peak.height > 0.1) {
      found.push(peak);
    }
  }
  return found
    .sort((a, b) => b.height - a.height || a.lag - b.lag)
    .slice(0, count)
    .map(({ lag }) => lag);
}

function highest(values: Float64Array, from: number, to: number): number {
  return -lowest(values, from, to, -1);
}

function lowest(values: Float64Array, from: number, to: number, sign = 1): number {
  let least = Infinity;
  for (let i = from; i <= to; i++) {
    least = Math.min(least, sign * values[i]);
  }
  return least;
}
