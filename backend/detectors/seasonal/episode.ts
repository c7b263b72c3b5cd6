/** Which anomaly is going on. Plain state of one stream. */
export interface EpisodeState {
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: number of the latest episode, 0 before the first; number of the last point that belongs to it; `gap`. */
const LATEST = 0;
const LAST_POINT = 1;
const GAP = 2;

/** No episode yet; one will run until `gap` points have come that do not belong to it. */
export function emptyEpisode(gap: number): EpisodeState {
  return { scalars: Float64Array.of(0, 0, gap) };
}

/** Number of the episode that runs at point number `now`, 0 for none. */
export function runningEpisode({ scalars }: EpisodeState, now: number): number {
  return now - scalars[LAST_POINT] <= scalars[GAP] ? scalars[LATEST] : 0;
}

/** Counts point number `now` to the running episode, or to a new one where none runs; returns its number. */
export function joinEpisode(state: EpisodeState, now: number): number {
  const { scalars } = state;
  if (runningEpisode(state, now) === 0) {
    scalars[LATEST] += 1;
  }
  scalars[LAST_POINT] = now;
  return scalars[LATEST];
}
