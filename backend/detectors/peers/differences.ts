import { SortedWindow, median } from '../../features/order-statistics.ts';
import type { Series } from '../../series/series.ts';
import { othersMedian } from './others-median.ts';
import type { PeersSettings } from './settings.ts';

/** Values at or below 0 have no logarithm. */
const LEAST_POSITIVE = 1e-12;

/** A value on the group's scale, and back. */
export function onScale(value: number, relative: boolean): number {
  return !Number.isFinite(value) ? Number.NaN : relative ? Math.log(Math.max(LEAST_POSITIVE, value)) : value;
}
export function offScale(value: number, relative: boolean): number {
  return relative ? Math.exp(value) : value;
}

/** Each member and the median of its others at every instant, on the group's scale; one array a member. */
export interface Differences {
  readonly medians: readonly Float64Array[];
  /** The member less that median. */
  readonly differences: readonly Float64Array[];
}

export function differencesOf(series: readonly Series[], members: readonly number[], relative: boolean): Differences {
  const points = series[0].times.length;
  const medians = members.map(() => new Float64Array(points));
  const differences = members.map(() => new Float64Array(points));
  const values = new Float64Array(members.length);
  for (let i = 0; i < points; i++) {
    for (let m = 0; m < members.length; m++) {
      values[m] = onScale(series[members[m]].values[i], relative);
    }
    const others = othersMedian(values);
    for (let m = 0; m < members.length; m++) {
      medians[m][i] = others[m];
      differences[m][i] = values[m] - others[m];
    }
  }
  return { medians, differences };
}

/** The median of the present ones of the last `window` numbers; NaN where fewer than half of them are there. */
export function windowMedians(values: Float64Array, window: number): Float64Array {
  const recent = new SortedWindow(window);
  return values.map((value, i) => {
    if (i >= window && !Number.isNaN(values[i - window])) {
      recent.remove(values[i - window]);
    }
    if (!Number.isNaN(value)) {
      recent.add(value);
    }
    return i + 1 >= window && recent.count * 2 >= window ? recent.median() : Number.NaN;
  });
}

/** Instants that are enough to tell whether differences grow with the level. */
const LEAST_INSTANTS = 30;

/**
 * Whether a group's differences count as shares of the value. `auto`: where all values are positive and differences at the highest third of levels are larger
 * than at the lowest by more than the square root of what the levels differ, so that shares of it are the steadier measure.
 */
export function isRelative(
  series: readonly Series[],
  members: readonly number[],
  scale: PeersSettings['scale']
): boolean {
  if (scale !== 'auto') {
    return scale === 'relative';
  }
  if (members.some((index) => series[index].values.some((value) => value <= 0))) {
    return false;
  }
  const { medians, differences } = differencesOf(series, members, false);
  const levels: { readonly level: number; readonly distance: number }[] = [];
  medians[0]?.forEach((level, i) => {
    const distance = median(differences.map((one) => Math.abs(one[i])));
    if (Number.isFinite(level) && Number.isFinite(distance)) {
      levels.push({ level, distance });
    }
  });
  if (levels.length < LEAST_INSTANTS) {
    return false;
  }
  levels.sort((a, b) => a.level - b.level);
  const third = Math.floor(levels.length / 3);
  const [low, high] = [levels.slice(0, third), levels.slice(-third)];
  const middleOf = (part: typeof levels, of: 'level' | 'distance') => median(part.map((one) => one[of]));
  const grown = middleOf(high, 'distance') / middleOf(low, 'distance');
  return grown > Math.sqrt(middleOf(high, 'level') / middleOf(low, 'level'));
}
