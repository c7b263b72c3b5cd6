import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { Scored } from '../detector.ts';
import { medianAndDeviation } from '../mad/statistic.ts';
import { Numbers } from '../online-statistics/arithmetic.ts';
import type { StreamState } from '../online-statistics/arithmetic.ts';
import {
  CENTRE_POINTS,
  LAST_TIME,
  ORIGIN,
  POINTS,
  SPREAD_POINTS,
  emptyStream,
  planStream,
} from '../online-statistics/plan.ts';
import type { Plan } from '../online-statistics/plan.ts';
import { foretell, judge, learn } from '../online-statistics/point.ts';
import { periodInUse } from '../online-statistics/season.ts';
import { KINDS, nameChange } from './kind.ts';
import type { ChangepointSettings } from './settings.ts';
import { emptyWatch, watch } from './watch.ts';
import { COMPARISONS, compare, pointsKept, whiteNoise } from './windows.ts';

/** Everything remembered of one series: level, season and spread; what comparisons usually are; the latest residuals and their times. */
export type ChangeState = {
  readonly base: StreamState;
  readonly watch: StreamState;
  /** Latest values apart from their season, oldest first, in the base's unit; the last `kept[0]` are in use. */
  readonly residuals: Float64Array;
  /** The same from the centre in spreads, both as they were at the time, held within FARTHEST. */
  readonly scaled: Float64Array;
  readonly times: Float64Array;
  readonly kept: Float64Array;
};

/**
 * Columns `explain` speaks from. `kind`: 1 + its index in KINDS, NaN where no change is named; `onset`: ms of the first point after it; `before`,
 * `after`: levels at this time of the season, slopes an hour, or standard deviations, in the series' unit; `rarity`: nominal -log10 of the share
 * of points at which comparisons are as large.
 */
export const EVIDENCE = ['sigma', 'rarity', 'period', 'points', 'kind', 'onset', 'before', 'after'] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], Float64Array>;
export type Run = Scored & { readonly evidence: Evidence };

/** What follows from settings and step. */
export interface ChangePlan {
  readonly base: Plan;
  readonly window: number;
  readonly step: number;
  readonly noise: readonly number[];
}

/** Residuals count up to so many spreads from the centre. */
const FARTHEST = 4;
/** The rarest of several comparisons is so much less rare than it is by itself (Bonferroni). */
const CHANCES = Math.log10(COMPARISONS.length);
/** Changes at least this rare are named. */
const NAMED_FROM = 2;
/** Points a centre or spread has that has just begun: enough to tell where it lies. */
const BEGUN = 8;
const HOUR_MS = 3_600_000;

export function planChanges(settings: ChangepointSettings, step: number): ChangePlan {
  const base = planStream(medianAndDeviation, { ...settings, adaptAfter: settings.window }, step);
  return { base, window: settings.window, step, noise: whiteNoise(settings.window) };
}

export function emptyChanges({ base, window }: ChangePlan): ChangeState {
  const points = pointsKept(window);
  return {
    base: emptyStream(base),
    watch: emptyWatch(window),
    residuals: new Float64Array(points),
    scaled: new Float64Array(points),
    times: new Float64Array(points),
    kept: new Float64Array(1),
  };
}

/**
 * Runs over points in order, changing `state`; missing and late points leave it as it is and have no score. `isNaming`: whether
 * changes are named, which costs a few microseconds for each point that stands out.
 */
export function runChanges(
  state: ChangeState,
  plan: ChangePlan,
  calibration: Calibration,
  times: Float64Array,
  values: Float64Array,
  clock: Float64Array,
  isNaming = true
): Run {
  const column = (): Float64Array => new Float64Array(values.length).fill(Number.NaN);
  const evidence = Object.fromEntries(EVIDENCE.map((name) => [name, column()])) as Evidence;
  const out: Run = { score: column(), expected: column(), lower: column(), upper: column(), evidence };
  const m = new Numbers(state.base);
  const { cells } = state.base;
  const { window, base } = plan;
  const comparisons = new Float64Array(COMPARISONS.length);
  const rarities = new Float64Array(COMPARISONS.length);
  for (let i = 0; i < values.length; i++) {
    if (!(times[i] > cells[LAST_TIME])) {
      continue;
    }
    const foretold = foretell(m, base, times[i], clock[i]);
    if (cells[POINTS] > 0) {
      out.expected[i] = foretold.expected;
      out.lower[i] = foretold.lower;
      out.upper[i] = foretold.upper;
    }
    if (!Number.isFinite(values[i])) {
      continue;
    }
    const judged = judge(m, base, foretold, values[i]);
    const points = cells[POINTS];
    const period = periodInUse(cells, base.season, base.seasonCells);
    push(state, clock[i], judged.value - foretold.season.value, foretold);
    let rarity = 0;
    if (state.kept[0] >= state.scaled.length) {
      compare(state.scaled, window, comparisons);
      watch(state.watch, comparisons, plan.noise, rarities);
      rarity = Math.max(0, Math.max(rarities[0], rarities[1], rarities[2], rarities[3]) - CHANCES);
    }
    if (points >= base.settings.minTrainingSamples) {
      out.score[i] = calibrate(calibration, rarity);
      evidence.sigma[i] = foretold.spread * judged.unit;
      evidence.rarity[i] = rarity;
      evidence.period[i] = period;
      evidence.points[i] = points;
      if (isNaming && rarity >= NAMED_FROM) {
        name(state, plan, foretold.spread, judged.unit, foretold.season.value, evidence, i);
      }
    }
    learn(m, base, times[i], values[i], foretold, judged);
    if (periodInUse(cells, base.season, base.seasonCells) !== period) {
      // Residuals from another season cannot be compared with those to come.
      state.kept[0] = 0;
    } else if (cells[CENTRE_POINTS] === BEGUN || cells[SPREAD_POINTS] === BEGUN) {
      // A new level or spread was taken on: from it, what was before stands apart as it stood from the old.
      const { centre, spread } = foretell(m, base, times[i], clock[i]);
      state.residuals.forEach((residual, k) => (state.scaled[k] = held(residual, centre, spread)));
    }
  }
  return out;
}

interface Scale {
  readonly centre: number;
  readonly spread: number;
}

function push(
  { residuals, scaled, times, kept }: ChangeState,
  time: number,
  residual: number,
  { centre, spread }: Scale
): void {
  const last = residuals.length - 1;
  residuals.copyWithin(0, 1);
  scaled.copyWithin(0, 1);
  times.copyWithin(0, 1);
  residuals[last] = residual;
  scaled[last] = held(residual, centre, spread);
  times[last] = time;
  kept[0] = Math.min(residuals.length, kept[0] + 1);
}

function held(residual: number, centre: number, spread: number): number {
  const distance = spread > 0 ? (residual - centre) / spread : Math.sign(residual - centre) * FARTHEST;
  return distance > FARTHEST ? FARTHEST : distance < -FARTHEST ? -FARTHEST : distance;
}

function name(
  state: ChangeState,
  { step }: ChangePlan,
  spread: number,
  unit: number,
  season: number,
  evidence: Evidence,
  i: number
): void {
  const change = nameChange(state.residuals, KINDS, spread);
  const origin = state.base.cells[ORIGIN];
  const shown = (value: number): number =>
    change.kind === 'level'
      ? origin + unit * (value + season)
      : unit * value * (change.kind === 'trend' ? HOUR_MS / step : 1);
  evidence.kind[i] = 1 + KINDS.indexOf(change.kind);
  evidence.onset[i] = state.times[change.at];
  evidence.before[i] = shown(change.before);
  evidence.after[i] = shown(change.after);
}
