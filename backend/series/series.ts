import type { WallClock } from './wall-clock.ts';

/** Labels that tell one series from another; `__name__` holds the metric's name where there is one. */
export type Labels = Readonly<Record<string, string>>;

/** One labelled time series. `times` are ms since the epoch, ascending; a missing value is NaN; both have the same length. */
export interface Series {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** By which its days and weeks are told, where that is not UTC. */
  readonly clock?: WallClock;
}

/** A canonical text of the labels: equal labels give equal keys whatever their order. */
export function labelsKey(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`)
    .join(',');
}

/** Prometheus's notation: `metric{a="1",b="2"}`. */
export function formatLabels(labels: Labels): string {
  const name = labels.__name__ ?? '';
  const pairs = Object.keys(labels)
    .filter((label) => label !== '__name__')
    .sort()
    .map((label) => `${label}=${JSON.stringify(labels[label])}`);
  return pairs.length > 0 || name === '' ? `${name}{${pairs.join(', ')}}` : name;
}
