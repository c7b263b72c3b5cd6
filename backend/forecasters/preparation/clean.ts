import { median, sortedFinite, sortedQuantile, SortedWindow } from '../../features/order-statistics.ts';
import { fitRobustScale } from '../../features/robust-scale.ts';

/** Neighbours on either side that a value is judged by. */
const REACH = 3;
/** A value further from its neighbours' median than so many robust standard deviations is no part of the course, ... */
const FARTHEST = 8;
/** ... and so many of the whole course's about its seasons, ... */
const LEAST = 3;
/** ... unless more than this share of values are: then that is how the series is. */
const MOST_OUTLIERS = 0.01;
/** One in ten normal numbers lies further from 0 than so many deviations. */
const NORMAL_TENTH = 1.645;
/** The newest values may be the begin of something new. */
const NEWEST = 3;

/** What the seasons add at each point of values with gaps (NaN): the median, over cycles, of what lies at that place about the level; a longer season's of what the shorter ones leave. */
function seasonsOf(values: Float64Array, periods: readonly number[]): Float64Array {
  const whole = new Float64Array(values.length);
  for (const period of periods) {
    const left = values.map((value, i) => value - whole[i]);
    const level = levelOf(left, period);
    const byPhase = Array.from({ length: period }, (): number[] => []);
    left.forEach((value, i) => {
      if (!Number.isNaN(value)) {
        byPhase[i % period].push(value - level[i]);
      }
    });
    const usual = byPhase.map((of) => (of.length === 0 ? 0 : median(of)));
    whole.forEach((value, i) => {
      whole[i] = value + usual[i % period];
    });
  }
  return whole;
}

/** The level under a season: medians of whole cycles, on lines between the middles of those. */
function levelOf(values: Float64Array, period: number): Float64Array {
  const all = median(values);
  const cycles = Math.max(1, Math.floor(values.length / period));
  const medians = Array.from({ length: cycles }, (_, cycle) =>
    median(values.subarray(cycle * period, (cycle + 1) * period))
  );
  const known = medians.map((value) => (Number.isNaN(value) ? all : value));
  return values.map((_, i) => {
    const position = Math.min(cycles - 1, Math.max(0, (i + 0.5) / period - 0.5));
    const before = Math.floor(position);
    return known[before] + (known[Math.min(cycles - 1, before + 1)] - known[before]) * (position - before);
  });
}

/**
 * Fills missing values (NaN) of a course that has one value at least: with the usual value of the seasons above the line between the neighbours' levels. The levels beside a gap are
 * medians of a few values, so that one odd neighbour does not bend a long gap.
 */
export function filled(values: Float64Array, periods: readonly number[]): Float64Array {
  if (!values.some(Number.isNaN)) {
    return values;
  }
  const seasons = seasonsOf(values, periods);
  const levels = values.map((value, i) => value - seasons[i]);
  const whole = values.slice();
  const n = values.length;
  for (let i = 0; i < n; i++) {
    if (!Number.isNaN(values[i])) {
      continue;
    }
    let end = i;
    while (end < n && Number.isNaN(values[end])) {
      end++;
    }
    const length = end - i;
    const reach = Math.min(REACH, length);
    const before = i > 0 ? median(levels.subarray(Math.max(0, i - reach), i)) : Number.NaN;
    const after = end < n ? median(levels.subarray(end, end + reach)) : Number.NaN;
    const [a, b] = [Number.isNaN(before) ? after : before, Number.isNaN(after) ? before : after];
    for (let k = 0; k < length; k++) {
      whole[i + k] = seasons[i + k] + a + ((b - a) * (k + 1)) / (length + 1);
    }
    i = end;
  }
  return whole;
}

/** Indices of single values, or two or three together, that lie far outside the course: judged on what seasons leave, by the median of neighbours. */
export function outliersOf(values: Float64Array, periods: readonly number[]): number[] {
  const seasons = seasonsOf(values, periods);
  const levels = values.map((value, i) => value - seasons[i]);
  const usual = neighboursMedian(levels);
  const distances = levels.map((level, i) => level - usual[i]);
  // Most values are the median of their neighbours or close to it: how far the others lie says more.
  const scale = sortedQuantile(sortedFinite(distances.map(Math.abs)), 0.9) / NORMAL_TENTH;
  // Cleaning what merely stands out makes forecasts of M4's series worse, hence the bound by the whole course.
  const least = LEAST * fitRobustScale(levels).scale;
  const found: number[] = [];
  for (let i = 0; i < values.length - NEWEST; i++) {
    const distance = Math.abs(distances[i]);
    if (distance > FARTHEST * scale && distance > least) {
      found.push(i);
    }
  }
  return found.length <= Math.max(1, MOST_OUTLIERS * values.length) ? found : [];
}

/** The median of each value and `REACH` on either side, missing ones (NaN) left out. */
export function neighboursMedian(values: Float64Array): Float64Array {
  const window = new SortedWindow(2 * REACH + 1);
  const medians = new Float64Array(values.length);
  for (let next = 0; next < values.length + REACH; next++) {
    const gone = next - 2 * REACH - 1;
    if (gone >= 0 && !Number.isNaN(values[gone])) {
      window.remove(values[gone]);
    }
    if (next < values.length && !Number.isNaN(values[next])) {
      window.add(values[next]);
    }
    if (next >= REACH) {
      medians[next - REACH] = window.median();
    }
  }
  return medians;
}
