import { UPKEEP, addToCover, emptyCover, placeOf, refreshCover } from './cover.ts';
import type { Cover, Place } from './cover.ts';
import { within } from './season.ts';

/** Plain state of one novelty stream: about 12 KB, less with fewer entries. */
export interface NoveltyState {
  readonly cover: Cover;
  /** The last values, not yet known to the cover, and the numbers of the anomalies they came in the course of, 0 for none. */
  readonly waiting: Float32Array;
  readonly waitingEpisodes: Int32Array;
  /** One entry: points so far. */
  readonly points: Float64Array;
}

/** How far a value lies from everything known, and the yardstick. */
export interface NoveltyReading extends Place {
  /** Distance to the nearest known value over `range`; 0 while nothing is known. */
  novelty: number;
  /** Indices in the cover at which waiting values were looked for, -1 where that is not known: they spare searching when the values come to join it. */
  readonly indices: Int32Array;
}

/** A reading of a stream before the first of a run. */
export function emptyReading({ waiting }: NoveltyState): NoveltyReading {
  const indices = new Int32Array(waiting.length).fill(-1);
  return { novelty: 0, nearest: 0, range: 0, isRecent: false, index: 0, indices };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A value is known for 14 days after it was last seen, 4,000 points at least; one seen only in anomalies for less. */
const MEMORY_MS = 14 * DAY_MS;
const MEMORY_POINTS = 4000;
/** A value is known an hour after it was seen, so that a lasting change stays new for that long. */
const DELAY_MS = HOUR_MS;
const DELAY_POINTS = { least: 12, most: 120 };
/** A count one higher than any before is no surprise: the range is widened by this many of the smallest gaps between values. */
const QUANTA = 4;
/** Novelty of the first change of a series that was constant. */
const FIRST_CHANGE = 0.35;

/** A stream that knows nothing, for points `step` ms apart; `entries`: of its cover, as many as that has unless told otherwise. */
export function emptyNovelty(step: number, entries?: number): NoveltyState {
  const delay = Math.round(Math.min(DELAY_POINTS.most, Math.max(DELAY_POINTS.least, DELAY_MS / step)));
  const memory = Math.round(Math.max(MEMORY_POINTS, MEMORY_MS / step));
  return {
    cover: emptyCover(memory, entries),
    waiting: new Float32Array(delay),
    waitingEpisodes: new Int32Array(delay),
    points: new Float64Array(1),
  };
}

/**
 * One-nearest-neighbour novelty: the distance from a value to the nearest one known, over a range that mixes the span of the central
 * 99 % with the whole span. Known are the values of the last 14 days, except those of the last hour and those seen only in
 * the course of one anomaly, unless that is number `episode`, which runs. Looks at nothing ahead of the value.
 * `near`: about where in the cover the value lies; negative where that is not known.
 */
export function readNovelty(
  state: NoveltyState,
  value: number,
  episode: number,
  near: number,
  reading: NoveltyReading
): void {
  placeOf(state.cover, value, state.points[0], episode, QUANTA, near, reading);
  const distance = Math.abs(value - reading.nearest);
  if (Number.isNaN(distance)) {
    reading.novelty = 0;
  } else if (reading.range > 0) {
    reading.novelty = distance / reading.range;
  } else {
    reading.novelty = distance > 1e-6 * Math.abs(value) ? FIRST_CHANGE : 0;
  }
}

/** How many points the known values come from. */
export function knownPoints({ points, waiting }: NoveltyState): number {
  return Math.max(0, points[0] - waiting.length);
}

/** Points after which a value is known. */
export function delayOf({ waiting }: NoveltyState): number {
  return waiting.length;
}

/** Learns the value that `reading` is of, seen in the course of anomaly number `episode` (0 for none): it joins the known ones after the delay. */
export function learnNovelty(state: NoveltyState, value: number, episode: number, reading: NoveltyReading): void {
  const { cover, waiting, waitingEpisodes, points } = state;
  const now = points[0]++;
  const slot = within(now, waiting.length);
  if (now >= waiting.length) {
    addToCover(cover, waiting[slot], now - waiting.length, waitingEpisodes[slot], reading.indices[slot]);
  }
  reading.indices[slot] = reading.index;
  waiting[slot] = value;
  waitingEpisodes[slot] = episode;
  if (within(now, UPKEEP) === 0) {
    refreshCover(cover, now);
  }
}
