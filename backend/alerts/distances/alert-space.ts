import type { Alert } from '../alert.ts';
import { textSimilarity } from '../text/tf-idf.ts';
import type { TextVector, TextVectors } from '../text/tf-idf.ts';
import { contentsOf } from './contents.ts';
import type { Contents } from './contents.ts';
import { withProducts } from './products.ts';
import type { SquaredDistances } from './squared-distances.ts';

/** How much labels, text and time count for the distance of two alerts; they sum to 1. */
export const SHARES = { labels: 0.45, text: 0.25, time: 0.3 } as const;

/** Terms that make columns: the ones most contents share. Others still count for how long a vector is. */
const MOST_COLUMNS = 512;
/** Least share of contents that hold a term which makes a column of points: rarer ones make no groups. */
const LEAST_SHARE = 0.01;
/** Alerts of one product at most, a multiple of 32. */
const BLOCK = 128;

/** How alike two alerts are: labels and text as cosines 0..1, and ms from the first to the second. */
export interface Likeness {
  readonly labels: number;
  readonly text: number;
  readonly lag: number;
  /** 0 for the same thing at the same time, 1 at most. */
  readonly distance: number;
}

/**
 * Alerts as points. What two alerts say makes one vector each: labels and words by TF-IDF, each to length 1. Their distance is
 * `0.45 (1 - labels) + 0.25 (1 - text) + 0.3 (lag / window)^2`, half of what squared Euclidean distances of `rows` are, so that any clustering of rows clusters by it.
 */
export interface AlertSpace {
  readonly count: number;
  like(a: number, b: number): Likeness;
  /** `Likeness.distance` alone. */
  distance(a: number, b: number): number;
  /** Labels (`name=value`) and words that both have. */
  shared(a: number, b: number): { readonly labels: readonly string[]; readonly words: readonly string[] };
  /** Distances (`Likeness.distance`, not cut at 1) as squares: the radius of a distance d is sqrt(d). */
  distances(): SquaredDistances;
  /** Points [count, width], float32: their squared Euclidean distances are twice those of `distances`, but for terms that made no column. */
  points(): { readonly rows: Float32Array; readonly width: number };
}

/** Columns of a kind of term, by id, for those that at least `least` contents hold; -1 for others. */
function columnsOf({ terms, rows }: TextVectors, first: number, least: number): { of: Int32Array; count: number } {
  const holding = new Int32Array(terms.length);
  for (const row of rows) {
    for (const term of row.terms) {
      holding[term]++;
    }
  }
  const shared = [...holding.keys()].filter((term) => holding[term] >= least);
  const taken = shared.length > MOST_COLUMNS ? shared.sort((a, b) => holding[b] - holding[a] || a - b) : shared;
  const of = new Int32Array(holding.length).fill(-1);
  const count = Math.min(MOST_COLUMNS, taken.length);
  for (let i = 0; i < count; i++) {
    of[taken[i]] = first + i;
  }
  return { of, count };
}

/** Contents as rows: their products are `0.45 labels + 0.25 text` of two contents. A term that a single content holds joins nothing. */
function rowsOf({ labels, words }: Contents, least = 2): { rows: Float32Array; width: number } {
  const ofLabels = columnsOf(labels, 0, least);
  const ofWords = columnsOf(words, ofLabels.count, least);
  const width = Math.max(1, ofLabels.count + ofWords.count);
  const rows = new Float32Array(labels.rows.length * width);
  for (const [{ rows: vectors }, { of }, share] of [
    [labels, ofLabels, SHARES.labels],
    [words, ofWords, SHARES.text],
  ] as const) {
    const scale = Math.sqrt(share);
    vectors.forEach(({ terms, weights }, i) => {
      for (let at = 0; at < terms.length; at++) {
        const column = of[terms[at]];
        if (column >= 0) {
          rows[i * width + column] = scale * weights[at];
        }
      }
    });
  }
  return { rows, width };
}

function sharedTerms(a: TextVector, b: TextVector, names: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const difference = a.terms[i] - b.terms[j];
    if (difference === 0) {
      found.push(names[a.terms[i]]);
    }
    i += difference <= 0 ? 1 : 0;
    j += difference >= 0 ? 1 : 0;
  }
  return found;
}

/** Makes points of alerts, ascending by start; `window`, in ms, is the lag that counts in full. */
export function alertSpace(alerts: readonly Alert[], window: number): AlertSpace {
  const count = alerts.length;
  const contents = contentsOf(alerts);
  const { of, labels, words } = contents;
  const first = alerts.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const scale = Math.sqrt(SHARES.time) / window;
  const times = Float64Array.from(alerts, ({ start }) => (start - first) * scale);
  const labelsOf = (a: number, b: number): number =>
    of[a] === of[b] ? 1 : textSimilarity(labels.rows[of[a]], labels.rows[of[b]]);
  const textOf = (a: number, b: number): number =>
    of[a] === of[b] ? 1 : textSimilarity(words.rows[of[a]], words.rows[of[b]]);
  const distanceOf = (a: number, b: number): number =>
    SHARES.labels * (1 - labelsOf(a, b)) + SHARES.text * (1 - textOf(a, b)) + (times[b] - times[a]) ** 2;
  return {
    count,
    like: (a, b) => ({
      labels: labelsOf(a, b),
      text: textOf(a, b),
      lag: alerts[b].start - alerts[a].start,
      distance: Math.min(1, distanceOf(a, b)),
    }),
    distance: (a, b) => Math.min(1, distanceOf(a, b)),
    shared: (a, b) => ({
      labels: sharedTerms(labels.rows[of[a]], labels.rows[of[b]], labels.terms),
      words: sharedTerms(words.rows[of[a]], words.rows[of[b]], words.terms),
    }),
    distances: () => spaceDistances(contents, times, distanceOf),
    points: () => {
      const { rows, width } = rowsOf(contents, Math.max(2, LEAST_SHARE * labels.rows.length));
      const wide = width + 1;
      const points = new Float32Array(count * wide);
      for (let i = 0; i < count; i++) {
        points.set(rows.subarray(of[i] * width, (of[i] + 1) * width), i * wide);
        points[i * wide + width] = Math.SQRT2 * times[i];
      }
      return { rows: points, width: wide };
    },
  };
}

/** Some contents of a stretch of alerts, each once, with a place for each; reused from stretch to stretch. */
class Stretch {
  readonly #place: Int32Array;
  readonly #rows: Float32Array;
  readonly #width: number;
  #taken: number[] = [];
  rows: Float32Array = new Float32Array(0);

  constructor(rows: Float32Array, width: number) {
    this.#rows = rows;
    this.#width = width;
    this.#place = new Int32Array(rows.length / width).fill(-1);
  }

  get count(): number {
    return this.#taken.length;
  }

  /** Place of a content among `rows`. */
  placeOf(content: number): number {
    return this.#place[content];
  }

  set(of: Int32Array, from: number, to: number): void {
    const width = this.#width;
    this.#taken.forEach((content) => (this.#place[content] = -1));
    this.#taken = [];
    for (let i = from; i < to; i++) {
      if (this.#place[of[i]] < 0) {
        this.#place[of[i]] = this.#taken.length;
        this.#taken.push(of[i]);
      }
    }
    const length = this.#taken.length * width;
    const [first, last] = [this.#taken[0], this.#taken[this.#taken.length - 1]];
    if (last - first + 1 === this.#taken.length && this.#taken.every((content, i) => content === first + i)) {
      this.rows = this.#rows.subarray(first * width, (last + 1) * width);
      return;
    }
    this.rows = new Float32Array(length);
    this.#taken.forEach((content, i) =>
      this.rows.set(this.#rows.subarray(content * width, (content + 1) * width), i * width)
    );
  }
}

/** Contents against contents on ONNX Runtime; alerts are these and their times. What is too far away in time is not looked at. */
function spaceDistances(
  contents: Contents,
  times: Float64Array,
  exact: (a: number, b: number) => number
): SquaredDistances {
  const { of } = contents;
  const count = of.length;
  const { rows, width } = rowsOf(contents);
  const most = SHARES.labels + SHARES.text;
  return {
    count,
    tolerance: (width + 8) * 2 ** -23,
    exact,
    eachRow: (limit, visit) =>
      withProducts('float32', async (multiply) => {
        const [left, right] = [new Stretch(rows, width), new Stretch(rows, width)];
        const squared = new Float32Array(count);
        const reach = Math.sqrt(limit);
        let to = 0;
        for (let first = 0; first < count; first += BLOCK) {
          const last = Math.min(count, first + BLOCK);
          while (to < count && times[to] - times[last - 1] <= reach) {
            to++;
          }
          left.set(of, first, last);
          right.set(of, first, to);
          const products = await multiply(left.rows, right.rows, width);
          const places = of.subarray(first, to).map((content) => right.placeOf(content));
          for (let i = first; i < last; i++) {
            const row = left.placeOf(of[i]) * right.count;
            const [own, time] = [right.placeOf(of[i]), times[i]];
            for (let j = i & ~31, at = j - first; j < to; j++, at++) {
              const place = places[at];
              const lag = times[j] - time;
              squared[at] = (place === own ? 0 : most - products[row + place]) + lag * lag;
            }
            visit(i, squared, 0, first, to);
          }
        }
      }),
  };
}
