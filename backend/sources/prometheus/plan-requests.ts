import type { Grid } from './parse-matrix.ts';

/** Prometheus answers with an error from 11,000 points a series on; a round number below it. */
export const MOST_POINTS_PER_REQUEST = 10_000;

/** Cuts a grid into pieces that one request may ask for, in order of time. */
export function planRequests(grid: Grid, most = MOST_POINTS_PER_REQUEST): Grid[] {
  const pieces: Grid[] = [];
  for (let first = 0; first < grid.count; first += most) {
    pieces.push({
      start: grid.start + first * grid.step,
      step: grid.step,
      count: Math.min(most, grid.count - first),
    });
  }
  return pieces;
}
