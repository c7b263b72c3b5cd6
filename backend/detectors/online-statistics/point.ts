import type { Arithmetic } from './arithmetic.ts';
import {
  ANY_RUN,
  CENTRE_POINTS,
  FIRST_TIME,
  LAST_TIME,
  ORIGIN,
  POINTS,
  SIDE_RUN,
  SPREAD_POINTS,
  UNIT,
} from './plan.ts';
import type { Plan } from './plan.ts';
import { learnSeason, readSeason } from './season.ts';
import type { SeasonReading } from './season.ts';
import { deviationAt, learnTail, rarityOf } from './tail.ts';

/** Values further from the first than so many units count as this far, so that squares and 32-bit floats hold them. */
const FARTHEST = 1e30;
/** Deviations count up to so many spreads; where nothing ever varied, any change is one of so many. */
const MOST_SPREADS = 1000;
const NEVER_VARIED = 100;
/** A point beyond so many spreads is out, and counts towards a new level or spread. */
const OUT = 4;
/** A point that is not out takes back so many. */
const BACK = 2;
/** Points from which far values count as nearer ones. */
const BOUNDED_FROM = 8;
/** The same for the very first points, of which spreads cannot be told yet. */
const WARM_UP = 30;

/** What is known of a point before its value is looked at. `expected`, `lower`, `upper` are in the series' unit. */
export interface Foretold<N, B> {
  readonly season: SeasonReading<N, B>;
  readonly centre: N;
  /** Spread of the residuals at this hour, in units. */
  readonly spread: N;
  readonly expected: N;
  readonly lower: N;
  readonly upper: N;
}

export interface Judged<N> {
  /** The value in units from the origin. */
  readonly value: N;
  readonly unit: N;
  /** Signed distance from the centre in spreads, as the score takes it. */
  readonly deviation: N;
  /** Nominal -log10 of the share of clean points this far out. */
  readonly rarity: N;
}

/** The expected value and band at a time (ms) from the points so far; `clock`: what the clocks of its days and weeks show. */
export function foretell<N, B>(m: Arithmetic<N, B>, plan: Plan, time: N, clock = time): Foretold<N, B> {
  const { statistic, statisticCells, tailCells } = plan;
  const isFirst = m.less(m.get(POINTS), 0.5);
  const first = m.select(isFirst, time, m.get(FIRST_TIME));
  const season = readSeason(m, plan.season, plan.seasonCells, time, first, clock);
  const centre = statistic.centre(m, statisticCells);
  const spread = m.mul(statistic.spread(m, statisticCells), season.ratio);
  const unit = m.get(UNIT);
  const expected = m.add(m.get(ORIGIN), m.mul(unit, m.add(season.value, centre)));
  const isByQuantiles = tailCells.length > 1;
  const above = isByQuantiles ? deviationAt(m, tailCells[0], plan.bandRarity) : plan.settings.bandWidth;
  const below = isByQuantiles ? deviationAt(m, tailCells[1], plan.bandRarity) : plan.settings.bandWidth;
  const reach = m.mul(unit, spread);
  return {
    season,
    centre,
    spread,
    expected,
    lower: m.sub(expected, m.mul(below, reach)),
    upper: m.add(expected, m.mul(above, reach)),
  };
}

/** How unusual a finite value is. */
export function judge<N, B>(m: Arithmetic<N, B>, plan: Plan, foretold: Foretold<N, B>, raw: N): Judged<N> {
  const isFirst = m.less(m.get(POINTS), 0.5);
  const distance = m.select(isFirst, 0, m.sub(raw, m.get(ORIGIN)));
  const known = m.get(UNIT);
  const unit = m.select(m.less(0, known), known, m.min(m.abs(distance), 1e300));
  const scaled = m.select(m.less(0, unit), m.div(distance, m.max(unit, Number.MIN_VALUE)), 0);
  const value = m.max(-FARTHEST, m.min(FARTHEST, scaled));
  const residual = m.sub(value, foretold.season.value);
  const error = m.sub(residual, foretold.centre);
  const plain = m.div(error, m.max(foretold.spread, 1e-300));
  const own = plan.statistic.deviation?.(m, plan.statisticCells, residual, foretold.season.ratio) ?? plain;
  const never = m.select(m.less(0, error), NEVER_VARIED, m.select(m.less(error, 0), -NEVER_VARIED, 0));
  const spreads = m.select(m.less(0, foretold.spread), own, never);
  const deviation = m.max(-MOST_SPREADS, m.min(MOST_SPREADS, spreads));
  return { value, unit, deviation, rarity: rarityAt(m, plan, deviation) };
}

function rarityAt<N, B>(m: Arithmetic<N, B>, { tailCells }: Plan, deviation: N): N {
  const above = rarityOf(m, tailCells[0], m.abs(deviation));
  return tailCells.length === 1
    ? above
    : m.select(m.less(0, deviation), above, rarityOf(m, tailCells[1], m.abs(deviation)));
}

/** Takes a finite value into the state. */
export function learn<N, B>(
  m: Arithmetic<N, B>,
  plan: Plan,
  time: N,
  raw: N,
  { season, spread }: Foretold<N, B>,
  { value, unit, deviation }: Judged<N>
): void {
  const { rate, statistic, statisticCells, settings, tailCells } = plan;
  const points = m.get(POINTS);
  const isFirst = m.less(points, 0.5);
  m.set(ORIGIN, m.select(isFirst, raw, m.get(ORIGIN)));
  m.set(FIRST_TIME, m.select(isFirst, time, m.get(FIRST_TIME)));
  m.set(UNIT, unit);
  // Of points out in a row each teaches less than the one before: an anomaly that lasts must not become usual, a common kind of point must.
  const trust = m.div(1, m.add(1, m.get(ANY_RUN)));
  const weight = m.select(m.less(0, m.max(spread, m.abs(deviation))), trust, 0);
  if (tailCells.length === 1) {
    learnTail(m, tailCells[0], m.abs(deviation), 1, weight);
  } else {
    // A point on one side is a point that does not exceed on the other.
    learnTail(m, tailCells[0], m.max(deviation, 0), 0.5, weight);
    learnTail(m, tailCells[1], m.max(m.sub(0, deviation), 0), 0.5, weight);
  }
  takeOnNewState(m, settings.adaptAfter, deviation, points);
  const [centrePoints, spreadPoints] = [m.add(m.get(CENTRE_POINTS), 1), m.add(m.get(SPREAD_POINTS), 1)];
  const centreRate = m.max(rate, m.div(1, centrePoints));
  const isWarm = m.less(WARM_UP, points);
  const isCentreBounded = m.and(isWarm, m.less(BOUNDED_FROM, centrePoints));
  statistic.learn(m, statisticCells, {
    residual: m.sub(value, season.value),
    ratio: season.ratio,
    trust,
    centreRate,
    spreadRate: m.max(rate, m.div(1, spreadPoints)),
    isCentreBounded,
    isSpreadBounded: m.and(isWarm, m.less(BOUNDED_FROM, spreadPoints)),
  });
  const change = learnSeason(m, plan.season, plan.seasonCells, season, value, centreRate, isCentreBounded);
  statistic.move(m, statisticCells, change.shift, change.factor);
  m.set(CENTRE_POINTS, centrePoints);
  m.set(SPREAD_POINTS, spreadPoints);
  m.set(POINTS, m.add(points, 1));
  m.set(LAST_TIME, time);
}

/** After enough points out on one side the centre begins anew, after enough out on either the spread. */
function takeOnNewState<N, B>(m: Arithmetic<N, B>, after: number, deviation: N, points: N): void {
  const isOut = m.and(m.less(OUT, m.abs(deviation)), m.less(WARM_UP, points));
  const side = m.select(isOut, m.select(m.less(0, deviation), 1, -1), 0);
  const any = m.max(0, m.add(m.get(ANY_RUN), m.select(isOut, 1, -BACK)));
  const run = m.get(SIDE_RUN);
  const shorter = m.select(m.less(0, run), m.max(0, m.sub(run, BACK)), m.min(0, m.add(run, BACK)));
  const longer = m.select(m.less(m.mul(run, side), 0), side, m.add(run, side));
  const sided = m.select(isOut, longer, shorter);
  const isNewCentre = m.less(after - 0.5, m.abs(sided));
  const isNewSpread = m.less(after - 0.5, any);
  m.set(CENTRE_POINTS, m.select(isNewCentre, 0, m.get(CENTRE_POINTS)));
  m.set(SPREAD_POINTS, m.select(isNewCentre, m.get(SPREAD_POINTS), m.select(isNewSpread, 0, m.get(SPREAD_POINTS))));
  m.set(SIDE_RUN, m.select(isNewCentre, 0, sided));
  m.set(ANY_RUN, m.select(isNewCentre, 0, m.select(isNewSpread, 0, any)));
}
