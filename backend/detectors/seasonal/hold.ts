import { within } from './season.ts';

/** The raw score's memory of the last points' novelties. */
export interface HoldState {
  readonly recent: Float64Array;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: points so far; where in `recent` the largest stands. */
const POINTS = 0;
const PEAK_AT = 1;

/** Points whose novelties a new one must exceed to count anew. */
const REFRACTORY = 100;
/** What is left of a novelty that does not. */
const ECHO = 0.1;
/** An anomaly at least this novel is an event: its onset counts whatever came before. */
export const EVENT_FROM = 0.4;
/** One at least this novel is held: */
const HELD_FROM = 0.28;
/** ... at this share of its peak, while novelty is at least that share of it and the value so many sigmas off. */
const HELD_AT = 0.6;
const HELD_WHILE = 0.4;
export const HELD_SIGMAS = 3;

export function emptyHold(): HoldState {
  return { recent: new Float64Array(REFRACTORY), scalars: new Float64Array(2) };
}

/**
 * The raw score of a point: its novelty where that exceeds everything in the last 100 points, a tenth of it otherwise, so that one
 * event counts once; but while a strong event lasts, most of its peak, and a strong one that begins when none runs (`isOnset`) counts
 * whatever came before. The hold ends at once when the value comes back, and at the latest 100 points after the peak or an hour after the
 * onset (12 points at least), when the new values have become known.
 */
export function hold(state: HoldState, novelty: number, sigmas: number, isOnset: boolean): number {
  const peak = state.recent[state.scalars[PEAK_AT]];
  remember(state, novelty);
  if (novelty > peak || (isOnset && novelty > EVENT_FROM)) {
    return novelty;
  }
  if (peak > HELD_FROM && novelty >= HELD_WHILE * peak && sigmas >= HELD_SIGMAS) {
    return Math.max(novelty, HELD_AT * peak);
  }
  return ECHO * novelty;
}

/** Puts the novelty in the place of the oldest, and looks for the largest anew only where that was it. */
function remember({ recent, scalars }: HoldState, novelty: number): void {
  const slot = within(scalars[POINTS]++, REFRACTORY);
  const peak = recent[scalars[PEAK_AT]];
  recent[slot] = novelty;
  if (novelty >= peak) {
    scalars[PEAK_AT] = slot;
  } else if (slot === scalars[PEAK_AT]) {
    for (let i = 0; i < REFRACTORY; i++) {
      if (recent[i] > recent[scalars[PEAK_AT]]) {
        scalars[PEAK_AT] = i;
      }
    }
  }
}
