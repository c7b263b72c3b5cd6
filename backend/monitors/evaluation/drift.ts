import type { StretchOutcome } from './evaluate-stretch.ts';
import type { MonitorMemory, WatchedSeries } from './watched.ts';

/**
 * Tells when a series is no longer what its model knows: the Page-Hinkley test (Page 1954; Hinkley 1971; on streams Gama et al. 2014, "A survey on
 * concept drift adaptation") on hourly means of how far values lie from what was expected, in half widths of the band, signed for the level and
 * unsigned for the scale. A mean counts as at most `CLIP`, and each hour adds at most `CLIP` to a sum that must pass `ALARM`: however strong, an anomaly
 * alone brings no alarm within its first `ALARM / CLIP` hours.
 */
export class DriftWatch {
  private readonly pointsAnHour: number;
  private readonly states = new Map<number, Float64Array>();

  constructor(step: number) {
    this.pointsAnHour = Math.max(1, Math.round(3_600_000 / step));
  }

  forget(): void {
    this.states.clear();
  }

  /** The series that have drifted since they were last fitted; each is told of once. */
  watch(memory: MonitorMemory, { columns }: StretchOutcome): WatchedSeries[] {
    const drifted = new Set<number>();
    for (const { ordinal, value, expected, lower, upper } of columns) {
      let state = this.states.get(ordinal);
      if (!state) {
        state = new Float64Array(SIZE);
        this.states.set(ordinal, state);
      }
      for (let i = 0; i < value.length; i++) {
        const half = (upper[i] - lower[i]) / 2;
        const distance = (value[i] - expected[i]) / half;
        if (half > 0 && Number.isFinite(distance) && this.add(state, distance)) {
          drifted.add(ordinal);
        }
      }
    }
    if (drifted.size === 0) {
      return [];
    }
    drifted.forEach((ordinal) => this.states.delete(ordinal));
    return [...memory.series.values()].filter(({ ordinal }) => drifted.has(ordinal));
  }

  private add(state: Float64Array, distance: number): boolean {
    state[SUM] += Math.max(-FARTHEST, Math.min(FARTHEST, distance));
    state[SIZE_SUM] += Math.min(FARTHEST, Math.abs(distance));
    state[POINTS] += 1;
    if (state[POINTS] < this.pointsAnHour) {
      return false;
    }
    const level = state[SUM] / state[POINTS];
    const scale = state[SIZE_SUM] / state[POINTS];
    state[SUM] = state[SIZE_SUM] = state[POINTS] = 0;
    state[HOURS] += 1;
    const isUp = step(state, UP, level);
    const isDown = step(state, DOWN, -level);
    const isWider = step(state, WIDER, scale);
    state[LEVEL_MEAN] += (clipped(level) - state[LEVEL_MEAN]) / state[HOURS];
    state[SCALE_MEAN] += (clipped(scale) - state[SCALE_MEAN]) / state[HOURS];
    return isUp || isDown || isWider;
  }
}

/** Cells: the running hour, then means of the hours so far, then the sums of the tests. */
const [SUM, SIZE_SUM, POINTS, HOURS, LEVEL_MEAN, SCALE_MEAN, UP, DOWN, WIDER] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const SIZE = 9;
/** Half widths that a point counts as at most. */
const FARTHEST = 10;
/** The same for the mean of an hour. */
const CLIP = 3;
/** Change of the mean that is nothing yet. */
const TOLERANCE = 0.5;
/** Sum of hourly excesses that is a drift. */
const ALARM = 24;

function clipped(value: number): number {
  return Math.max(-CLIP, Math.min(CLIP, value));
}

/** One step of a one-sided test: the excess over the mean so far and the tolerance, summed up from where it was last 0. */
function step(state: Float64Array, cell: number, value: number): boolean {
  const mean = cell === WIDER ? state[SCALE_MEAN] : cell === UP ? state[LEVEL_MEAN] : -state[LEVEL_MEAN];
  state[cell] = Math.max(0, state[cell] + clipped(value) - mean - TOLERANCE);
  return state[cell] > ALARM;
}
