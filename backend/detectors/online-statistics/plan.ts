import type { StreamState } from './arithmetic.ts';
import { SEASON_CELLS, emptySeasonTable, planSeason } from './season.ts';
import type { SeasonPlan } from './season.ts';
import type { BaselineSettings } from './settings.ts';
import type { Statistic } from './statistic.ts';
import { INITIAL_TAIL, TAIL_CELLS } from './tail.ts';

/** Cells every stream begins with. */
export const POINTS = 0;
export const LAST_TIME = 1;
export const FIRST_TIME = 2;
/** The first value, and the first distance from it that was not 0: values are learnt as (value - origin) / unit. */
export const ORIGIN = 3;
export const UNIT = 4;
/** Points the centre and the spread have learnt from, up to where the half-life takes over. */
export const CENTRE_POINTS = 5;
export const SPREAD_POINTS = 6;
/** Points out on one side (signed), and out on either, that count towards a new state. */
export const SIDE_RUN = 7;
export const ANY_RUN = 8;
const SEASON = 9;

/** Where everything of a stream lies and how fast it learns; follows from statistic, settings and step. */
export interface Plan {
  readonly statistic: Statistic;
  readonly settings: BaselineSettings;
  readonly season: SeasonPlan;
  readonly seasonCells: number;
  readonly statisticCells: number;
  readonly tailCells: readonly number[];
  readonly cells: number;
  /** Share of the old that a point replaces once many have come. */
  readonly rate: number;
  /** -log10 of the share of points outside a band of the wanted width, were they normal: where a band by quantiles ends. */
  readonly bandRarity: number;
}

export function planStream(statistic: Statistic, settings: BaselineSettings, step: number): Plan {
  const statisticCells = SEASON + SEASON_CELLS;
  const tails = statisticCells + statistic.cells;
  const tailCells = Array.from({ length: statistic.sides }, (_, side) => tails + side * TAIL_CELLS);
  return {
    statistic,
    settings,
    season: planSeason(settings.season, step),
    seasonCells: SEASON,
    statisticCells,
    tailCells,
    cells: tails + statistic.sides * TAIL_CELLS,
    rate: 1 - 2 ** (-1 / settings.halfLife),
    bandRarity: normalRarity(settings.bandWidth),
  };
}

export function emptyStream(plan: Plan): StreamState {
  const cells = new Float64Array(plan.cells);
  cells[LAST_TIME] = Number.NEGATIVE_INFINITY;
  plan.tailCells.forEach((at) => cells.set(INITIAL_TAIL, at));
  return { cells, table: emptySeasonTable(plan.season) };
}

/** -log10 of the share of a normal distribution beyond so many standard deviations on either side (Mills ratio as a continued fraction, for 1 and above). */
function normalRarity(sigmas: number): number {
  let fraction = sigmas;
  for (let k = 60; k >= 1; k--) {
    fraction = sigmas + k / fraction;
  }
  const density = Math.exp((-sigmas * sigmas) / 2) / Math.sqrt(2 * Math.PI);
  return -Math.log10((2 * density) / fraction);
}
