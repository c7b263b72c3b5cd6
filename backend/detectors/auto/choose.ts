import type { CandidateFigures, DetectorChoice } from '../../../contract/detection.ts';
import { injectAnomalies, kindsFor, yardstickOf } from '../backtest/inject.ts';
import { judge } from '../backtest/judge.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import type { Member } from '../member.ts';
import { characterOf } from './character.ts';
import { choiceWindow } from './choice-window.ts';
import { INCUMBENT, shortlist } from './shortlist.ts';

/** Settings that the chosen detector takes over, where it has them. */
export type SharedSettings = Readonly<Record<string, unknown>>;

/** Fewer points of history tell nothing of detectors. */
export const LEAST_POINTS = 400;
/** Share of the history candidates are fitted on; the rest is held out. */
const FITTED_SHARE = 0.6;
/** How often each kind of anomaly is put into the held-out part. */
const ROUNDS = 2;
/** A candidate must be worth this much more than `seasonal`: held-out parts are short, and who is nearly as good stays. */
const CLEARLY = 0.15;
/** ... and find at least this share of the anomalies: to be quiet is no merit in one that sees nothing. */
const LEAST_FOUND = 0.3;

/** A detector with its defaults and those of `shared` it knows and can take: its own least training may be longer. */
export function memberOf(detector: Detector, shared: SharedSettings): Member {
  const known = Object.keys(detector.schema.parse({}) as object);
  const own = Object.fromEntries(
    Object.entries(shared).filter(
      ([name, value]) => known.includes(name) && detector.schema.safeParse({ [name]: value }).success
    )
  );
  return { detector, settings: detector.schema.parse(own) };
}

/**
 * Which of the detectors `known` a series is best watched by, from a training group of that one series: its character gives a shortlist, and
 * each of the list is fitted on the first part of the history before this week and tried on the rest, as it is and with anomalies put in. Pure:
 * equal arguments give an equal choice. `known` holds `seasonal`.
 */
export async function choose(
  known: readonly Detector[],
  group: SeriesGroup,
  shared: SharedSettings,
  seed: number
): Promise<DetectorChoice> {
  const { group: history, from, at, until } = choiceWindow(group);
  const [series] = history.series;
  const character = characterOf(series, history.step);
  const nameOf = (id: string): string => known.find((one) => one.id === id)?.name ?? id;
  const base = { from, at, until, points: character.points };
  if (character.points < LEAST_POINTS || character.changes === 0) {
    const because =
      character.points < LEAST_POINTS
        ? `there is too little history to choose by: ${character.points} points, ${LEAST_POINTS} are needed`
        : 'the series never moved, so nothing tells detectors apart';
    return { ...base, detector: INCUMBENT, name: nameOf(INCUMBENT), because, candidates: [] };
  }
  const yardstick = yardstickOf(series, history.step);
  const split = Math.floor(series.values.length * FITTED_SHARE);
  const copies = injectAnomalies(series, yardstick, kindsFor(series, yardstick), split, ROUNDS, seed);
  const candidates: CandidateFigures[] = [];
  for (const { id, because } of shortlist(
    character,
    known.map((one) => one.id)
  )) {
    const detector = known.find((one) => one.id === id);
    if (detector) {
      const figures = await judge(memberOf(detector, shared), history, copies, split, seed);
      candidates.push({ id, name: detector.name, because, ...figures });
    }
  }
  return { ...base, ...decide(candidates), candidates };
}

/** The best of the candidates where it is clearly better than the first of them, and finds no less; the first one otherwise. */
export function decide(candidates: readonly CandidateFigures[]): Pick<DetectorChoice, 'detector' | 'name' | 'because'> {
  const [incumbent, ...others] = candidates;
  const best = others
    .filter(({ found }) => found >= Math.max(LEAST_FOUND, incumbent.found))
    .reduce((most, one) => (one.worth > most.worth ? one : most), incumbent);
  return best.worth > incumbent.worth + CLEARLY
    ? { detector: best.id, name: best.name, because: best.because }
    : { detector: incumbent.id, name: incumbent.name, because: 'no other one tried was clearly better' };
}
