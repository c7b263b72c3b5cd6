import type { Series } from '../../series/series.ts';

/** Names that Prometheus's conventions give to counters. */
const COUNTER = /_(total|count|sum|bucket)$/;
/** A restart brings a counter to this share of what it was, or less. */
const RESTART = 0.5;
/** More falls than one in so many points are no restarts. */
const POINTS_A_RESTART = 10;

/** Whether a series is a counter: named as one, never below 0, and falling only now and then, far down, as at a restart. */
export function isCounter({ labels, values }: Series): boolean {
  if (!COUNTER.test(labels.__name__ ?? '')) {
    return false;
  }
  const known = values.filter(Number.isFinite);
  const falls = known.filter((value, i) => i > 0 && value < known[i - 1]).length;
  const isRestart = (value: number, i: number): boolean =>
    i === 0 || value >= known[i - 1] || value <= RESTART * known[i - 1];
  return (
    known.length > 2 &&
    known.every((value) => value >= 0) &&
    known.every(isRestart) &&
    falls * POINTS_A_RESTART <= known.length
  );
}

/** A counter's increase a second between each point and the one before; after a fall it has counted from 0. The first point has none. */
export function ratesOf(series: Series): Series {
  const { times, values } = series;
  let before = -1;
  const rates = values.map((value, i) => {
    if (!Number.isFinite(value)) {
      return Number.NaN;
    }
    const last = before;
    before = i;
    if (last < 0 || times[i] <= times[last]) {
      return Number.NaN;
    }
    const increase = value >= values[last] ? value - values[last] : value;
    return (1_000 * increase) / (times[i] - times[last]);
  });
  return { ...series, values: rates };
}
