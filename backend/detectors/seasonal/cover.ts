/**
 * The values a stream has shown, as a sorted cover: values closer together than a 512th of the whole span share an entry. Plain typed
 * arrays of fixed size, about 11 KB; an entry forgets itself when it was not seen for long enough.
 */
export interface Cover {
  /** Entries, ascending; the first `scalars[COUNT]` are in use. */
  readonly values: Float32Array;
  /** Number of the point each was last seen at. */
  readonly seen: Int32Array;
  /** How often each was seen, older sightings counting less. */
  readonly weights: Float32Array;
  /** In how many anomalies each was seen (four stand for more); 0 where it was seen outside of one too. */
  readonly strikes: Uint8Array;
  /** Number of the anomaly each was last seen in. */
  readonly episodes: Int32Array;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: entries in use; 0.5 % and 99.5 % quantile; smallest gap; points until entries are forgotten. */
const COUNT = 0;
const LOW = 1;
const HIGH = 2;
const QUANTUM = 3;
const MEMORY = 4;

/**
 * Share of the memory for which an entry is known, by strikes. What was seen in a single anomaly is known only while that lasts, so that
 * the same thing an hour later is an anomaly again; what came back once is known for a day of fourteen, twice for four, three times for all.
 */
const KNOWN_FOR = [1, 0, 1 / 14, 4 / 14, 1];
/** Values of two anomalies are the same up to this share of the whole span. */
const ALIKE = 0.05;

/** Entries lie at least this share of the span apart, a quarter more of them than that fit: */
const ROOM = 1.25;
const CAPACITY = 640;
const TAIL = 0.005;
/** Points between two passes that forget old entries and renew the quantiles. */
export const UPKEEP = 64;
/** Points over which sightings lose weight. */
const WEIGHT_SPAN = 4000;
const FADE = Math.exp(-UPKEEP / WEIGHT_SPAN);

/** A cover of at most `capacity` entries, without any yet; they will be forgotten after `memory` points. */
export function emptyCover(memory: number, capacity = CAPACITY): Cover {
  const scalars = new Float64Array(5);
  scalars[MEMORY] = memory;
  return {
    values: new Float32Array(capacity),
    seen: new Int32Array(capacity),
    weights: new Float32Array(capacity),
    strikes: new Uint8Array(capacity),
    episodes: new Int32Array(capacity),
    scalars,
  };
}

/** Where a value lies among the known ones. */
export interface Place {
  /** The nearest entry that is not forgotten at the time asked for; NaN while there is none. */
  nearest: number;
  /** 0.7 x the span of the central 99 % + 0.3 x the whole span, and `quanta` times the smallest gap between entries. */
  range: number;
  /** Whether the nearest entry is known from the running anomaly alone. */
  isRecent: boolean;
  /** How many entries, forgotten ones included, are less than the value. */
  index: number;
}

/**
 * Finds the value's place at point number `now`, in the course of anomaly number `episode` (0 for none). `near`: about how many entries are less than
 * the value; negative where that is not known.
 */
export function placeOf(
  cover: Cover,
  value: number,
  now: number,
  episode: number,
  quanta: number,
  near: number,
  place: Place
): void {
  const { values, scalars } = cover;
  const count = scalars[COUNT];
  let right = near < 0 ? lowerIndex(values, count, value) : lowerIndexNear(values, count, value, near);
  place.index = right;
  let left = right - 1;
  while (right < count && isForgotten(cover, right, now, episode)) {
    right++;
  }
  while (left >= 0 && isForgotten(cover, left, now, episode)) {
    left--;
  }
  if (right >= count && left < 0) {
    place.nearest = Number.NaN;
    place.range = 0;
    place.isRecent = false;
    return;
  }
  const takeLeft = right >= count || (left >= 0 && value - values[left] <= values[right] - value);
  const span = values[count - 1] - values[0];
  const nearest = takeLeft ? left : right;
  place.nearest = values[nearest];
  place.isRecent = cover.strikes[nearest] > 0 && cover.episodes[nearest] === episode;
  place.range = 0.7 * Math.min(span, scalars[HIGH] - scalars[LOW]) + 0.3 * span + quanta * scalars[QUANTUM];
}

function isForgotten(
  { seen, strikes, episodes, scalars }: Cover,
  entry: number,
  now: number,
  episode: number
): boolean {
  const strike = strikes[entry];
  const isRunning = strike > 0 && episodes[entry] === episode;
  return now - seen[entry] > (isRunning || strike === 0 ? 1 : KNOWN_FOR[strike]) * scalars[MEMORY];
}

/**
 * Adds the value seen at point number `at`, in the course of anomaly number `episode` (0 for none). `near`: about how many entries are less, such as the
 * index of its place a while ago; negative where that is not known.
 */
export function addToCover(cover: Cover, value: number, at: number, episode: number, near: number): void {
  const { values, seen, weights, strikes, episodes, scalars } = cover;
  const count = scalars[COUNT];
  const index = near < 0 ? lowerIndex(values, count, value) : lowerIndexNear(values, count, value, near);
  const span = count > 0 ? values[count - 1] - values[0] : 0;
  const below = index > 0 ? value - values[index - 1] : Number.POSITIVE_INFINITY;
  const above = index < count ? values[index] - value : Number.POSITIVE_INFINITY;
  const strike = episode === 0 ? 0 : strikesOf(cover, value, index, ALIKE * span, episode);
  if (Math.min(below, above) > span * resolutionOf(cover)) {
    insert(cover, index, value, at, strike, episode);
    return;
  }
  const entry = below <= above ? index - 1 : index;
  seen[entry] = at;
  weights[entry] += 1;
  if (strike === 0 || strikes[entry] > 0) {
    strikes[entry] = strike;
    episodes[entry] = episode;
  }
}

/** In how many anomalies values within `reach` of `value`, whose place is `index`, were seen, `episode` counted in. */
function strikesOf(
  { values, strikes, episodes, scalars }: Cover,
  value: number,
  index: number,
  reach: number,
  episode: number
): number {
  let most = 1;
  const count = (entry: number): void => {
    if (strikes[entry] > 0) {
      most = Math.max(most, strikes[entry] + (episodes[entry] === episode ? 0 : 1));
    }
  };
  for (let right = index; right < scalars[COUNT] && values[right] - value <= reach; right++) {
    count(right);
  }
  for (let left = index - 1; left >= 0 && value - values[left] <= reach; left--) {
    count(left);
  }
  return Math.min(most, KNOWN_FOR.length - 1);
}

function insert(cover: Cover, at: number, value: number, now: number, strike: number, episode: number): void {
  const { scalars } = cover;
  let index = at;
  if (scalars[COUNT] === cover.values.length) {
    mergeClose(cover);
    index = lowerIndex(cover.values, scalars[COUNT], value);
  }
  const count = scalars[COUNT];
  for (const column of [cover.values, cover.seen, cover.weights, cover.strikes, cover.episodes]) {
    column.copyWithin(index + 1, index, count);
  }
  cover.values[index] = value;
  cover.seen[index] = now;
  cover.weights[index] = 1;
  cover.strikes[index] = strike;
  cover.episodes[index] = episode;
  scalars[COUNT] = count + 1;
  if (count < 2 * UPKEEP) {
    measure(cover);
  }
}

/** Share of the span within which values share an entry. */
function resolutionOf({ values }: Cover): number {
  return ROOM / values.length;
}

/** Forgets what was not seen for long, lets sightings lose weight and renews the quantiles; every `UPKEEP` points. */
export function refreshCover(cover: Cover, now: number): void {
  forget(cover, now - cover.scalars[MEMORY]);
  const { weights, scalars } = cover;
  for (let i = 0; i < scalars[COUNT]; i++) {
    weights[i] *= FADE;
  }
  measure(cover);
}

/** Drops entries last seen before point number `oldest`. */
function forget(cover: Cover, oldest: number): void {
  const { seen, scalars } = cover;
  const count = scalars[COUNT];
  let kept = 0;
  while (kept < count && seen[kept] >= oldest) {
    kept++;
  }
  for (let i = kept; i < count; i++) {
    if (seen[i] >= oldest) {
      move(cover, i, kept++);
    }
  }
  scalars[COUNT] = kept;
}

/** Merges entries that lie closer to the one kept before them than the resolution; the largest entry always stays. */
function mergeClose(cover: Cover): void {
  const { values, seen, weights, strikes, episodes, scalars } = cover;
  const count = scalars[COUNT];
  const reach = (values[count - 1] - values[0]) * resolutionOf(cover);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (i < count - 1 && kept > 0 && values[i] - values[kept - 1] < reach) {
      seen[kept - 1] = Math.max(seen[kept - 1], seen[i]);
      weights[kept - 1] += weights[i];
      strikes[kept - 1] = Math.min(strikes[kept - 1], strikes[i]);
      episodes[kept - 1] = Math.max(episodes[kept - 1], episodes[i]);
    } else {
      move(cover, i, kept++);
    }
  }
  scalars[COUNT] = kept;
}

function move({ values, seen, weights, strikes, episodes }: Cover, from: number, to: number): void {
  values[to] = values[from];
  seen[to] = seen[from];
  weights[to] = weights[from];
  strikes[to] = strikes[from];
  episodes[to] = episodes[from];
}

function measure({ values, weights, scalars }: Cover): void {
  const count = scalars[COUNT];
  if (count === 0) {
    return;
  }
  let total = weights[0];
  let quantum = count > 1 ? Number.POSITIVE_INFINITY : 0;
  for (let i = 1; i < count; i++) {
    total += weights[i];
    const gap = values[i] - values[i - 1];
    quantum = gap < quantum ? gap : quantum;
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
  scalars[QUANTUM] = quantum;
}

/** How many of the first `count` values are less. Halves without branches, which nothing could foretell. */
function lowerIndex(values: Float32Array, count: number, value: number): number {
  if (count === 0) {
    return 0;
  }
  let base = 0;
  let left = count;
  while (left > 1) {
    const half = left >>> 1;
    base += half & -Number(values[base + half - 1] < value);
    left -= half;
  }
  return base + Number(values[base] < value);
}

/** `lowerIndex`, looked for from an index that is about right. */
function lowerIndexNear(values: Float32Array, count: number, value: number, near: number): number {
  let index = Math.min(near, count);
  while (index < count && values[index] < value) {
    index++;
  }
  while (index > 0 && !(values[index - 1] < value)) {
    index--;
  }
  return index;
}
