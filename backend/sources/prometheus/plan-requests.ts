import type { Grid } from './parse-matrix.ts';

/** Prometheus answers with an error from 11,000 points a series on; a round number below it. */
export const MOST_POINTS_PER_REQUEST = 10_000;

/** Points of all series that a reply may hold where their number is known: about 2 MB, so that long ranges need little memory. */
const MOST_POINTS_PER_REPLY = 100_000;

/** Cuts a grid into pieces that one request may ask for, in order of time; `series` is how many are expected, 1 where unknown. */
export function planRequests(grid: Grid, series = 1): Grid[] {
  const pieces: Grid[] = [];
  const most = Math.max(1, Math.min(MOST_POINTS_PER_REQUEST, Math.floor(MOST_POINTS_PER_REPLY / Math.max(1, series))));
  for (let first = 0; first < grid.count; first += most) {
    pieces.push({
      start: grid.start + first * grid.step,
      step: grid.step,
      count: Math.min(most, grid.count - first),
    });
  }
  return pieces;
}
