import { SortedWindow } from '../order-statistics.ts';
import type { Series } from '../../series/series.ts';
import { NightjarError } from '../../errors.ts';
import type { Count, FeatureExpression } from './expression.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Monday 1970-01-05 begins the week of the calendar's weekdays; day 0 of the epoch was a Thursday. */
const EPOCH_WEEKDAY = 4;
/** A window speaks when half of it is there. */
const LEAST_PRESENT = 0.5;

/** One column of numbers, one a point; NaN where the feature cannot be told. */
export interface FeatureColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** A count in points `step` ms apart, at least one. */
function pointsOf(count: Count, step: number): number {
  return 'points' in count ? count.points : Math.max(1, Math.round(count.ms / step));
}

/** Points before an instant that a feature looks at. */
export function lookbackOf({ name, inner, counts }: FeatureExpression, step: number): number {
  const inside = inner ? lookbackOf(inner, step) : 0;
  switch (name) {
    case 'lag':
    case 'difference':
      return inside + pointsOf(counts[0], step);
    case 'rate':
      return inside + 1;
    case 'mean':
    case 'std':
    case 'median':
    case 'min':
    case 'max':
      return inside + pointsOf(counts[0], step) - 1;
    default:
      return inside;
  }
}

/**
 * Columns of a feature of one series whose points lie `step` ms apart. The number at an instant depends on the points up to it and within its lookback
 * alone, and is the same to the last bit wherever the series begins before that.
 */
export function featureColumns(expression: FeatureExpression, series: Series, step: number): FeatureColumn[] {
  const { name, inner, counts, text } = expression;
  const { times } = series;
  if (name === 'fourier') {
    return fourier(text, times, counts, step);
  }
  const of = inner ? featureColumns(inner, series, step)[0].values : series.values;
  const points = counts.length > 0 ? pointsOf(counts[0], step) : 1;
  return [{ name: text, values: single(name, of, times, points) }];
}

function single(name: string, of: Float64Array, times: Float64Array, points: number): Float64Array {
  switch (name) {
    case 'value':
      return of.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    case 'log':
      return of.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
    case 'sqrt':
      return of.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
    case 'lag':
      return of.map((_, i) => (i >= points ? of[i - points] : Number.NaN));
    case 'difference':
      return of.map((value, i) => (i >= points ? value - of[i - points] : Number.NaN));
    case 'rate':
      return of.map((value, i) =>
        i > 0 ? increase(of[i - 1], value) / ((times[i] - times[i - 1]) / 1000) : Number.NaN
      );
    case 'mean':
      return rolling(of, points, mean);
    case 'std':
      return rolling(of, points, deviation);
    case 'min':
      return rolling(of, points, (window) => extreme(window, -1));
    case 'max':
      return rolling(of, points, (window) => extreme(window, 1));
    case 'median':
      return rollingMedian(of, points);
    case 'hour':
      return times.map((time) => (time % DAY_MS) / HOUR_MS);
    case 'weekday':
      return times.map((time) => weekday(time));
    case 'weekend':
      return times.map((time) => Number(weekday(time) % 6 === 0));
    default:
      throw new NightjarError('internal', `There is no feature '${name}'; please report this.`);
  }
}

function weekday(time: number): number {
  return (Math.floor(time / DAY_MS) + EPOCH_WEEKDAY) % 7;
}

/** What a counter grew by; one that fell has begun anew from 0. */
function increase(before: number, now: number): number {
  return now >= before ? now - before : Number.isNaN(before) ? Number.NaN : now;
}

function fourier(text: string, times: Float64Array, counts: readonly Count[], step: number): FeatureColumn[] {
  const [period, order] = counts;
  const length = 'ms' in period ? period.ms : period.points * step;
  const orders = 'points' in order ? order.points : 0;
  const waves = [
    ['sin', Math.sin],
    ['cos', Math.cos],
  ] as const;
  return Array.from({ length: orders }, (_, k) => k + 1).flatMap((k) =>
    waves.map(([name, wave]) => ({
      name: `${text} ${name} ${k}`,
      values: times.map((time) => wave((2 * Math.PI * k * (time % length)) / length)),
    }))
  );
}

/**
 * A statistic of the present ones of the last `points` values. Each window is summed anew: running sums would carry rounding from before it, and
 * the same instant would not have the same number from every start.
 */
function rolling(of: Float64Array, points: number, statistic: (window: Float64Array) => number): Float64Array {
  const window = new Float64Array(points);
  return of.map((_, i) => {
    if (i + 1 < points) {
      return Number.NaN;
    }
    let count = 0;
    for (let j = i + 1 - points; j <= i; j++) {
      if (Number.isFinite(of[j])) {
        window[count++] = of[j];
      }
    }
    return count >= LEAST_PRESENT * points && count > 0 ? statistic(window.subarray(0, count)) : Number.NaN;
  });
}

function mean(window: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < window.length; i++) {
    sum += window[i];
  }
  return sum / window.length;
}

/** Two passes: no square of a large mean. */
function deviation(window: Float64Array): number {
  const center = mean(window);
  let sum = 0;
  for (let i = 0; i < window.length; i++) {
    sum += (window[i] - center) * (window[i] - center);
  }
  return Math.sqrt(sum / window.length);
}

function extreme(window: Float64Array, sign: 1 | -1): number {
  let best = window[0];
  for (let i = 1; i < window.length; i++) {
    best = sign * window[i] > sign * best ? window[i] : best;
  }
  return best;
}

function rollingMedian(of: Float64Array, points: number): Float64Array {
  const window = new SortedWindow(points);
  return of.map((value, i) => {
    const gone = i >= points ? of[i - points] : Number.NaN;
    if (Number.isFinite(gone)) {
      window.remove(gone);
    }
    if (Number.isFinite(value)) {
      window.add(value);
    }
    const isEnough = i + 1 >= points && window.count >= LEAST_PRESENT * points;
    return isEnough && window.count > 0 ? window.median() : Number.NaN;
  });
}
