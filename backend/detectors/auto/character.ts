import { median, sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import { fitRobustScale } from '../../features/robust-scale.ts';
import { fitSeason, seasonAt } from '../../features/season-profile.ts';
import type { Series } from '../../series/series.ts';

/** What a series is like, as numbers; shares are 0..1. Plain data. */
export type Character = {
  /** Points that are numbers. */
  readonly points: number;
  readonly missing: number;
  /** Share of the values that are 0. */
  readonly zeros: number;
  /** Different values over values. */
  readonly distinct: number;
  /** Share of the steps at which the value changes. */
  readonly changes: number;
  /** Share of the steps, of those that change, that go up. */
  readonly rises: number;
  /** Length of the daily or weekly season in ms, 0 for none. */
  readonly season: number;
  /** Share of the variation that the season explains. */
  readonly seasonal: number;
  /** Points after which the rest repeats itself, 0 where it does not; and how well (autocorrelation). */
  readonly cycle: number;
  readonly cyclic: number;
  /** Change over the whole stretch, in spreads of what season and trend leave. */
  readonly trend: number;
  /** Size of a step over the size of the whole variation: near 0 for a smooth or wandering series, above 1 for noise. */
  readonly roughness: number;
  /** How much farther the rarest hundredth lies out than in normal data: 1 for normal, larger for spiky series. */
  readonly tails: number;
};

/** Cycles are looked for between so many points. */
const LEAST_CYCLE = 4;
const MOST_CYCLE = 200;
/** A later peak counts where it is higher by this much: twice a cycle is none of its own. */
const MULTIPLE = 0.05;
/** Distance of the 99 % quantile of absolute deviations from a normal distribution's middle, in standard deviations. */
const NORMAL_TAIL = 2.576;

/** The character of a series whose points lie `step` ms apart; NaN or infinite: missing. */
export function characterOf(series: Series, step: number): Character {
  const { times, values } = series;
  const finite = sortedFinite(values);
  const season = fitSeason(times, values, step);
  const rest = values.map((value, i) => (Number.isFinite(value) ? value - seasonAt(season, times[i]) : Number.NaN));
  const slope = slopeOf(rest);
  const middle = (rest.length - 1) / 2;
  const left = rest.map((value, i) => value - slope * (i - middle));
  const { center, scale } = fitRobustScale(left);
  const all = fitRobustScale(values);
  const steps = stepsOf(values);
  const { cycle, cyclic } = cycleOf(left, center);
  const far = sortedFinite(left.map((value) => Math.abs(value - center)));
  return {
    points: finite.length,
    missing: values.length === 0 ? 1 : 1 - finite.length / values.length,
    zeros: share(finite, (value) => value === 0),
    distinct: distinctOf(finite),
    changes: steps.changes,
    rises: steps.rises,
    season: season.period,
    seasonal: season.period > 0 ? Math.max(0, 1 - (scale / all.scale) ** 2) : 0,
    cycle,
    cyclic,
    trend: Math.abs(slope * values.length) / scale,
    roughness: finite.length < 3 ? 0 : steps.size / all.scale,
    tails: far.length === 0 ? 1 : sortedQuantile(far, 0.99) / (NORMAL_TAIL * scale),
  };
}

function share(values: Float64Array, is: (value: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}

function distinctOf(sorted: Float64Array): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    count += Number(i === 0 || sorted[i] !== sorted[i - 1]);
  }
  return sorted.length === 0 ? 0 : count / sorted.length;
}

function stepsOf(values: Float64Array): { changes: number; rises: number; size: number } {
  const steps: number[] = [];
  for (let i = 1; i < values.length; i++) {
    if (Number.isFinite(values[i]) && Number.isFinite(values[i - 1])) {
      steps.push(values[i] - values[i - 1]);
    }
  }
  const moving = steps.filter((step) => step !== 0);
  return {
    changes: steps.length === 0 ? 0 : moving.length / steps.length,
    rises: moving.length === 0 ? 0 : moving.filter((step) => step > 0).length / moving.length,
    size: median(steps.map(Math.abs)) * 1.4826 || 0,
  };
}

/** Theil and Sen's slope a point, from pairs half the length apart; 0 where there are none. */
function slopeOf(values: Float64Array): number {
  const half = values.length >> 1;
  const slopes = Float64Array.from({ length: half }, (_, i) => (values[i + half] - values[i]) / half);
  return median(slopes) || 0;
}

/** The first marked peak of the autocorrelation, gaps and far values held to the middle. */
function cycleOf(values: Float64Array, center: number): { cycle: number; cyclic: number } {
  const { scale } = fitRobustScale(values);
  const bounded = values.map((value) =>
    Number.isFinite(value) ? Math.max(-4, Math.min(4, (value - center) / scale)) : 0
  );
  const most = Math.min(MOST_CYCLE, Math.floor(bounded.length / 4));
  const power = bounded.reduce((sum, value) => sum + value * value, 0);
  if (power === 0 || most <= LEAST_CYCLE) {
    return { cycle: 0, cyclic: 0 };
  }
  const correlation = new Float64Array(most + 1);
  for (let lag = 1; lag <= most; lag++) {
    let sum = 0;
    for (let i = lag; i < bounded.length; i++) {
      sum += bounded[i] * bounded[i - lag];
    }
    correlation[lag] = sum / power;
  }
  let best = 0;
  let low = correlation[1];
  for (let lag = 2; lag < most; lag++) {
    low = Math.min(low, correlation[lag]);
    const isPeak = correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
    if (
      lag >= LEAST_CYCLE &&
      isPeak &&
      correlation[lag] > low + 0.2 &&
      correlation[lag] > correlation[best] + MULTIPLE
    ) {
      best = lag;
    }
  }
  return { cycle: best, cyclic: correlation[best] };
}
