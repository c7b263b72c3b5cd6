import type { Alert } from '../alert.ts';
import { membersOf } from '../clustering/labels.ts';
import { alertWords } from '../text/alert-words.ts';
import { textSimilarity, textVectors } from '../text/tf-idf.ts';
import type { TextVector } from '../text/tf-idf.ts';
import { rowDistances } from './pairwise.ts';
import type { SquaredDistances } from './squared-distances.ts';

/** How much labels, text and time count for the distance of two alerts; they sum to 1. */
export const SHARES = { labels: 0.45, text: 0.25, time: 0.3 } as const;

/** Labels that say what an alert is or where it was made, not what it is about. */
const LEFT_OUT = new Set(['alertname', 'severity', 'prometheus', 'prometheus_replica', 'alertstate', 'grafana_folder']);
/** Characters of a label's value that count. */
const READ = 200;
/** Terms that make columns: the ones most alerts share. Others still count for how long a vector is. */
const MOST_COLUMNS = 512;

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
  /** Distances (`Likeness.distance`, not cut at 1) as squares: the radius of a distance d is sqrt(d). */
  distances(): SquaredDistances;
  /** Points [count, width], float32: their squared Euclidean distances are twice those of `distances`, but for terms that made no column. */
  points(): { readonly rows: Float32Array; readonly width: number };
}

/** The terms of an alert's labels; the one of its service counts twice. */
export function labelTerms({ labels, service }: Alert): string[] {
  const terms: string[] = service === '' ? [] : [`service=${service}`];
  for (const name of Object.keys(labels)) {
    if (!LEFT_OUT.has(name)) {
      terms.push(`${name}=${labels[name].slice(0, READ)}`);
    }
  }
  return terms;
}

/** What alerts say, each different thing once. */
interface Contents {
  readonly of: Int32Array;
  readonly labels: readonly TextVector[];
  readonly words: readonly TextVector[];
}

function contentsOf(alerts: readonly Alert[]): Contents {
  const numbers = new Map<string, number>();
  const labels: string[][] = [];
  const words: string[][] = [];
  const of = Int32Array.from(alerts, (alert) => {
    const terms = labelTerms(alert);
    const said = alertWords(alert);
    const key = JSON.stringify([terms, said]);
    const number = numbers.get(key) ?? numbers.size;
    if (number === numbers.size) {
      numbers.set(key, number);
      labels.push(terms);
      words.push(said);
    }
    return number;
  });
  return { of, labels: textVectors(labels).rows, words: textVectors(words).rows };
}

/** Columns of a kind of term, by id; -1 where it made none. A term that stands in a single content joins nothing. */
function columnsOf(vectors: readonly TextVector[], first: number, most: number): { of: Int32Array; count: number } {
  const holding: number[] = [];
  for (const { terms } of vectors) {
    for (const term of terms) {
      holding[term] = (holding[term] ?? 0) + 1;
    }
  }
  const shared = holding.flatMap((some, term) => (some > 1 ? [term] : []));
  const taken = shared.sort((a, b) => holding[b] - holding[a] || a - b).slice(0, most);
  const of = new Int32Array(holding.length).fill(-1);
  taken.forEach((term, i) => (of[term] = first + i));
  return { of, count: taken.length };
}

function rowsOf({ labels, words }: Contents): { rows: Float32Array; width: number } {
  const ofLabels = columnsOf(labels, 0, MOST_COLUMNS);
  const ofWords = columnsOf(words, ofLabels.count, MOST_COLUMNS);
  const width = Math.max(1, ofLabels.count + ofWords.count);
  const rows = new Float32Array(labels.length * width);
  for (const [vectors, { of }, share] of [
    [labels, ofLabels, SHARES.labels],
    [words, ofWords, SHARES.text],
  ] as const) {
    const scale = Math.sqrt(share);
    vectors.forEach(({ terms, weights }, i) => {
      terms.forEach((term, at) => {
        if (of[term] >= 0) {
          rows[i * width + of[term]] = scale * weights[at];
        }
      });
    });
  }
  return { rows, width };
}

/** Makes points of alerts; `window`, in ms, is the lag that counts in full. */
export function alertSpace(alerts: readonly Alert[], window: number): AlertSpace {
  const count = alerts.length;
  const contents = contentsOf(alerts);
  const { of, labels, words } = contents;
  const first = alerts.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const scale = Math.sqrt(SHARES.time) / window;
  const times = Float64Array.from(alerts, ({ start }) => (start - first) * scale);
  const apart = (a: number, b: number) => {
    const [one, other] = [of[a], of[b]];
    const isSame = one === other;
    return {
      labels: isSame ? 1 : textSimilarity(labels[one], labels[other]),
      text: isSame ? 1 : textSimilarity(words[one], words[other]),
    };
  };
  const distanceOf = (alike: { labels: number; text: number }, a: number, b: number): number =>
    SHARES.labels * (1 - alike.labels) + SHARES.text * (1 - alike.text) + (times[b] - times[a]) ** 2;
  return {
    count,
    like: (a, b) => {
      const alike = apart(a, b);
      const distance = Math.min(1, distanceOf(alike, a, b));
      return { ...alike, lag: alerts[b].start - alerts[a].start, distance };
    },
    distances: () => spaceDistances(contents, times, (a, b) => distanceOf(apart(a, b), a, b)),
    points: () => {
      const { rows, width } = rowsOf(contents);
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

/** Contents against contents on ONNX Runtime; alerts are these and their times. */
function spaceDistances(
  contents: Contents,
  times: Float64Array,
  exact: (a: number, b: number) => number
): SquaredDistances {
  const { of } = contents;
  const count = of.length;
  const { rows, width } = rowsOf(contents);
  const norms = missingNorms(contents, rows, width);
  const between = rowDistances(rows, width);
  const members = membersOf(of);
  const squared = new Float32Array(count);
  return {
    count,
    tolerance: between.tolerance + 2 ** -20,
    exact,
    eachRow: (visit) =>
      between.eachRow((content, halves, start) => {
        for (const i of members[content]) {
          const [time, missing] = [times[i], norms[content]];
          for (let j = 0; j < count; j++) {
            const other = of[j];
            const lag = times[j] - time;
            const apart = other === content ? 0 : 0.5 * (halves[start + other] + missing + norms[other]);
            squared[j] = apart + lag * lag;
          }
          visit(i, squared, 0);
        }
      }),
  };
}

/** What the columns lack of each content's squared norm, which is the sum of both shares; one without words or labels is like no other. */
function missingNorms({ labels }: Contents, rows: Float32Array, width: number): Float32Array {
  return Float32Array.from(labels, (_, i) => {
    let norm = 0;
    for (let at = i * width; at < (i + 1) * width; at++) {
      norm += rows[at] * rows[at];
    }
    return Math.max(0, SHARES.labels + SHARES.text - norm);
  });
}
