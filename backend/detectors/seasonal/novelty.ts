/** Points a value stays known for after it was last seen. */
const MEMORY = 4000;
/** Values nearer to a known one than this share of the whole range count as the same. */
const RESOLUTION = 1 / 1024;
const CAPACITY = 1280;
/** Points between two passes that forget old values and renew the range. */
const UPKEEP = 64;
const TAIL = 0.005;
/** Distances are kept as 32-bit floats. */
const LARGEST = 3e38;
const DECAY = Math.exp(-UPKEEP / MEMORY);

/** Plain state of one novelty stream: about 15 KB. */
export interface NoveltyState {
  /** Known values less `scalars[ORIGIN]`, ascending. */
  readonly values: Float32Array;
  /** Number of the point each was last seen at. */
  readonly seen: Int32Array;
  /** How often each was seen, older sightings counting less. */
  readonly weights: Float32Array;
  readonly scalars: Float64Array;
}

const ORIGIN = 0;
const COUNT = 1;
const POINTS = 2;
const LOW = 3;
const HIGH = 4;

export function emptyNovelty(): NoveltyState {
  return {
    values: new Float32Array(CAPACITY),
    seen: new Int32Array(CAPACITY),
    weights: new Float32Array(CAPACITY),
    scalars: new Float64Array(5),
  };
}

/** How far the last value lay from everything known, and the yardstick. */
export interface NoveltyReading {
  /** Distance to the nearest known value over `range`; 0 where there is no range yet. */
  novelty: number;
  /** The nearest known value. */
  nearest: number;
  range: number;
}

/**
 * One-nearest-neighbour novelty of a stream: the distance from a value to the nearest one of the last 4,000 points, over a causal
 * range (0.7 times the span of the central 99 %, 0.3 times the whole span). The known values are kept as a sorted cover: those closer
 * than a thousandth of the span share an entry, so that a point costs one binary search. Reads nothing ahead of the point.
 */
export function observeNovelty(state: NoveltyState, value: number, reading: NoveltyReading): void {
  const { values, seen, weights, scalars } = state;
  let count = scalars[COUNT];
  if (count === 0) {
    scalars[ORIGIN] = value;
    insert(state, 0, 0, scalars[POINTS]++);
    reading.novelty = 0;
    reading.nearest = value;
    reading.range = 0;
    return;
  }
  const now = scalars[POINTS]++;
  if (now % UPKEEP === 0) {
    forget(state, now);
    count = scalars[COUNT];
  }
  const offset = Math.max(-LARGEST, Math.min(LARGEST, value - scalars[ORIGIN]));
  const at = lowerIndex(values, count, offset);
  let nearest = at < count ? at : at - 1;
  if (at > 0 && at < count && offset - values[at - 1] <= values[at] - offset) {
    nearest = at - 1;
  }
  const distance = Math.abs(offset - values[nearest]);
  const span = values[count - 1] - values[0];
  const range = 0.7 * Math.min(span, scalars[HIGH] - scalars[LOW]) + 0.3 * span;
  reading.novelty = range > 0 ? distance / range : 0;
  reading.nearest = values[nearest] + scalars[ORIGIN];
  reading.range = range;
  if (distance <= span * RESOLUTION) {
    seen[nearest] = now;
    weights[nearest] += 1;
  } else {
    insert(state, at, offset, now);
  }
}

function lowerIndex(values: Float32Array, count: number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function insert(state: NoveltyState, at: number, offset: number, now: number): void {
  const { values, seen, weights, scalars } = state;
  if (scalars[COUNT] === CAPACITY) {
    merge(state);
    at = lowerIndex(values, scalars[COUNT], offset);
  }
  const count = scalars[COUNT];
  values.copyWithin(at + 1, at, count);
  seen.copyWithin(at + 1, at, count);
  weights.copyWithin(at + 1, at, count);
  values[at] = offset;
  seen[at] = now;
  weights[at] = 1;
  scalars[COUNT] = count + 1;
  if (count < 2 * UPKEEP) {
    measure(state);
  }
}

/** Drops what was not seen for `MEMORY` points and renews the central range. The value of the point before `now` always stays. */
function forget(state: NoveltyState, now: number): void {
  const { values, seen, weights, scalars } = state;
  const count = scalars[COUNT];
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (now - seen[i] <= MEMORY) {
      values[kept] = values[i];
      seen[kept] = seen[i];
      weights[kept] = weights[i] * DECAY;
      kept++;
    }
  }
  scalars[COUNT] = kept;
  measure(state);
}

/** Joins neighbours closer than the resolution; leaves at most 1/RESOLUTION + 1 entries. */
function merge(state: NoveltyState): void {
  const { values, seen, weights, scalars } = state;
  const count = scalars[COUNT];
  const least = (values[count - 1] - values[0]) * RESOLUTION;
  let kept = 1;
  for (let i = 1; i < count; i++) {
    if (i < count - 1 && values[i] - values[kept - 1] < least) {
      seen[kept - 1] = Math.max(seen[kept - 1], seen[i]);
      weights[kept - 1] += weights[i];
    } else {
      values[kept] = values[i];
      seen[kept] = seen[i];
      weights[kept] = weights[i];
      kept++;
    }
  }
  scalars[COUNT] = kept;
}

function measure(state: NoveltyState): void {
  const { values, weights, scalars } = state;
  const count = scalars[COUNT];
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += weights[i];
  }
  const tail = total * TAIL;
  let low = 0;
  for (let sum = weights[0]; sum < tail && low < count - 1; sum += weights[low]) {
    low++;
  }
  let high = count - 1;
  for (let sum = weights[high]; sum < tail && high > low; sum += weights[high]) {
    high--;
  }
  scalars[LOW] = values[low];
  scalars[HIGH] = values[high];
}
