import { alertWords } from '../../alerts/text/alert-words.ts';
import type { Labels } from '../../series/series.ts';

/** What two alerts are compared by. */
export interface Face {
  readonly labels: Labels;
  readonly words: ReadonlyMap<string, number>;
  /** Euclidean, of the weights of `words`. */
  readonly length: number;
}

export function faceOf(alert: Parameters<typeof alertWords>[0] & { readonly labels: Labels }): Face {
  const counts = new Map<string, number>();
  alertWords(alert).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
  const words = new Map([...counts].map(([word, count]) => [word, 1 + Math.log(count)]));
  let square = 0;
  words.forEach((weight) => (square += weight * weight));
  return { labels: alert.labels, words, length: Math.sqrt(square) };
}

/** How alike two alerts are, 0..1: half by the labels they share (Jaccard), half by the words of their texts (cosine). */
export function likenessOf(a: Face, b: Face): number {
  return (sharedLabels(a.labels, b.labels) + sharedWords(a, b)) / 2;
}

function sharedLabels(a: Labels, b: Labels): number {
  let [shared, size] = [0, 0];
  for (const name in a) {
    size++;
    shared += b[name] === a[name] ? 1 : 0;
  }
  const all = size + Object.keys(b).length - shared;
  return all === 0 ? 1 : shared / all;
}

function sharedWords(a: Face, b: Face): number {
  if (a.length === 0 || b.length === 0) {
    return a.length === b.length ? 1 : 0;
  }
  let product = 0;
  a.words.forEach((weight, word) => (product += weight * (b.words.get(word) ?? 0)));
  return product / (a.length * b.length);
}
