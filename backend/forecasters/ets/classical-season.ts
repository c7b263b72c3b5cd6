/** A season as shares of the level or as differences from it, one entry a place in the season; the first belongs to the first value. */
export interface ClassicalSeason {
  readonly kind: 'multiplicative' | 'additive';
  readonly indices: Float64Array;
}

/**
 * Classical decomposition (Hyndman and Athanasopoulos 2021, section 3.4): each place in the season by the mean of its values over (or less) a moving average
 * of one season around them. Multiplicative where all values are above 0. `values`: two seasons at least.
 */
export function classicalSeason(values: Float64Array, period: number): ClassicalSeason {
  const kind = values.every((value) => value > 0) ? 'multiplicative' : 'additive';
  const isShare = kind === 'multiplicative';
  const around = movingAverage(values, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(around[i])) {
      sums[i % period] += isShare ? values[i] / around[i] : values[i] - around[i];
      counts[i % period]++;
    }
  }
  const indices = sums.map((sum, place) => sum / counts[place]);
  const middle = indices.reduce((sum, index) => sum + index, 0) / period;
  return { kind, indices: indices.map((index) => (isShare ? index / middle : index - middle)) };
}

/** Centred over one season, the two ends of an even one by half; NaN where it does not fit. */
function movingAverage(values: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const edge = period % 2 === 0 ? 0.5 : 1;
  const average = new Float64Array(values.length).fill(Number.NaN);
  for (let i = half; i < values.length - half; i++) {
    let sum = edge * (values[i - half] + values[i + half]);
    for (let j = i - half + 1; j < i + half; j++) {
      sum += values[j];
    }
    average[i] = sum / period;
  }
  return average;
}

/** The values without their season; `from` is the place in the season of the first. */
export function withoutSeason(values: Float64Array, { kind, indices }: ClassicalSeason, from: number): Float64Array {
  return values.map((value, i) => {
    const index = indices[(from + i) % indices.length];
    return kind === 'multiplicative' ? value / index : value - index;
  });
}

/** What the season adds to a course whose first step is at place `from` in the season. */
export function seasonOn(course: Float64Array, { kind, indices }: ClassicalSeason, from: number): Float64Array {
  return course.map((value, i) => {
    const index = indices[(from + i) % indices.length];
    return kind === 'multiplicative' ? value * (index - 1) : index;
  });
}
