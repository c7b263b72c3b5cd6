import { without } from '../../series/gaps.ts';
import type { Series } from '../../series/series.ts';
import { UTC_CALENDAR } from '../calendar.ts';
import type { CalendarOf, Past } from '../forecaster.ts';
import { findPeriods } from '../periods/find-periods.ts';
import { blockFor, ENOUGH_POINTS, inBlocks, unblocked, withinBlocks } from './blocks.ts';
import { filled, outliersOf } from './clean.ts';
import { isCounter, ratesOf } from './counter.ts';
import { alongside } from './exogenous.ts';
import type { ExogenousSource } from './exogenous.ts';
import { gridFrom, gridOf, sinceLongGap, stepOf } from './grid.ts';
import type { Grid } from './grid.ts';

export interface PrepareOptions {
  /** ms between points; found from the times where absent. */
  readonly step?: number;
  /** How far will be forecast, ms. */
  readonly horizon: number;
  readonly calendar?: CalendarOf;
  /** `auto`: 0 where no value is below 0. */
  readonly floor: 'auto' | 'none' | number;
  readonly ceiling: 'none' | number;
  /** Known incidents, ms, both ends inclusive: their values are not learned from. */
  readonly excluded?: readonly { readonly start: number; readonly end: number }[];
  readonly exogenous?: readonly ExogenousSource[];
  /** Whether the series is a counter, forecast as its rate a second; `auto`, the default: where name and course say so. */
  readonly counter?: 'auto' | boolean;
}

/** A series made ready to forecast. */
export interface Prepared {
  readonly past: Past;
  /** Raw points in one point of `past`; 1 mostly. */
  readonly block: number;
  /** ms between raw points. */
  readonly rawStep: number;
  /** Steps of `past` that cover the horizon, and raw ones. */
  readonly horizon: number;
  readonly rawHorizon: number;
  /** What was measured, as long as `past.values`: outliers as they were, NaN in gaps and incidents. Errors of a back-test are judged against these. */
  readonly observed: Float64Array;
  /** How far raw values lie from what their blocks say of them; empty where `block` is 1. What a forecast on blocks does not know of single raw values. */
  readonly roughness: Float64Array;
  /** Whether values are rates a second of a counter. */
  readonly isRate: boolean;
  /** A sentence each, for the user. */
  readonly notes: readonly string[];
  /** Values on blocks (`past.step` apart, from the origin on) on the raw step again: `horizonRaw` of them. */
  restore(forecastOnBlocks: Float64Array, horizonRaw: number): Float64Array;
}

/** A gap this long in points ends what the past has to say, where it is also longer than all that follows it. */
const LONG_GAP = 24;
/** A past longer than this even in blocks is cut; two weeks at five minutes stay whole. */
const MOST_POINTS = 2 * ENOUGH_POINTS;

/**
 * Makes a series ready to forecast: a counter becomes its rate, points come onto a regular grid that ends with the last value, incidents are taken out, long fine
 * histories are put in blocks, seasons are found, outliers and gaps get what the seasons and their neighbours suggest. Throws `bad-query` where there is no value at all.
 */
export function prepare(series: Series, options: PrepareOptions): Prepared {
  const notes: string[] = [];
  const isRate = options.counter === true || (options.counter !== false && isCounter(series));
  const rawStep = options.step ?? stepOf(series.times);
  const measured = without(isRate ? ratesOf(series) : series, options.excluded ?? []);
  const raw = newest(gridOf(measured.times, measured.values, rawStep), notes);
  const rawHorizon = Math.max(1, Math.ceil(options.horizon / rawStep - 1e-9));
  const block = blockFor(raw.values.length, rawStep, rawHorizon);
  const grid = cut(inBlocks(raw, block), notes);
  const horizon = Math.ceil(rawHorizon / block);
  const periods = findPeriods(grid.values, grid.step);
  const outliers = outliersOf(grid.values, periods);
  const kept = grid.values.slice();
  outliers.forEach((i) => {
    kept[i] = Number.NaN;
  });
  const bounds = boundsOf(grid.values, options);
  const values = completed(kept, periods, bounds);
  if (isRate) {
    notes.unshift('The series is a counter: its increase a second is forecast.');
  }
  if (block > 1) {
    notes.push(`The history was put together in blocks of ${block} points.`);
  }
  if (outliers.length > 0) {
    notes.push(
      `${outliers.length === 1 ? '1 outlier was' : `${outliers.length} outliers were`} left out of the history.`
    );
  }
  noteGaps(grid.values, (options.excluded ?? []).length > 0, notes);
  const past: Past = {
    step: grid.step,
    start: grid.start,
    values,
    measured: Uint8Array.from(kept, (value) => (Number.isNaN(value) ? 0 : 1)),
    periods,
    ...bounds,
    calendar: options.calendar ?? UTC_CALENDAR,
    exogenous: (options.exogenous ?? []).flatMap((source) => alongside(source, { grid, block, horizon }, notes)),
  };
  const last = values[values.length - 1];
  return {
    past,
    block,
    rawStep,
    horizon,
    rawHorizon,
    observed: grid.values,
    roughness: withinBlocks(raw, grid, block),
    isRate,
    notes,
    restore: (blocks, points) => unblocked(blocks, last, block, points),
  };
}

function newest(grid: Grid, notes: string[]): Grid {
  const from = sinceLongGap(grid, LONG_GAP);
  if (from > 0) {
    notes.push('What lies before a long gap was left out of the history.');
  }
  return gridFrom(grid, from);
}

function cut(grid: Grid, notes: string[]): Grid {
  const from = Math.max(0, grid.values.length - MOST_POINTS);
  if (from === 0) {
    return grid;
  }
  notes.push(
    `Only the newest ${MOST_POINTS} points of the history were used, since the horizon asks for so fine a step.`
  );
  const found = grid.values.subarray(from).findIndex((value) => !Number.isNaN(value));
  return gridFrom(grid, from + found);
}

function boundsOf(values: Float64Array, { floor, ceiling }: PrepareOptions): { floor: number; ceiling: number } {
  const isBelow = values.some((value) => value < 0);
  return {
    floor: floor === 'auto' ? (isBelow ? -Infinity : 0) : floor === 'none' ? -Infinity : floor,
    ceiling: ceiling === 'none' ? Infinity : ceiling,
  };
}

/** Gaps and outliers (NaN in `kept`) filled, within the bounds; what was measured beyond those stays as it is. */
function completed(
  kept: Float64Array,
  periods: readonly number[],
  { floor, ceiling }: { floor: number; ceiling: number }
): Float64Array {
  const whole = filled(kept, periods);
  return kept.map((value, i) => (Number.isNaN(value) ? Math.max(floor, Math.min(ceiling, whole[i])) : value));
}

function noteGaps(values: Float64Array, hasIncidents: boolean, notes: string[]): void {
  const missing = values.filter(Number.isNaN).length;
  if (missing > 0) {
    const share = Math.max(1, Math.round((100 * missing) / values.length));
    notes.push(`${share} % of the history is missing${hasIncidents ? ' or lies in incidents' : ''} and was filled in.`);
  }
}
