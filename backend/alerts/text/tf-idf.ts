/** A text as weights of terms: ids ascending, weights of length 1 together (or none at all). */
export interface TextVector {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/** Texts as vectors over one list of terms; `terms[id]` is the word. */
export interface TextVectors {
  readonly terms: readonly string[];
  readonly rows: readonly TextVector[];
}

/** Times each word stands in a text, ascending by term. */
export interface WordCounts {
  readonly terms: Int32Array;
  readonly counts: Float64Array;
}

/** Counts words over one list of terms that grows. */
export class Vocabulary {
  readonly terms: string[] = [];
  readonly #ids = new Map<string, number>();

  count(words: readonly string[]): WordCounts {
    const ids = words.map((word) => {
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.terms.length;
        this.#ids.set(word, id);
        this.terms.push(word);
      }
      return id;
    });
    return countsOf(ids);
  }
}

/** Times each id stands in a list of few different ones. */
export function countsOf(ids: readonly number[]): WordCounts {
  // Looking through few is faster than a map for each text.
  const different: number[] = [];
  const times: number[] = [];
  for (const id of ids) {
    const at = different.indexOf(id);
    if (at >= 0) {
      times[at]++;
    } else {
      different.push(id);
      times.push(1);
    }
  }
  const terms = new Int32Array(different).sort();
  const counts = new Float64Array(terms.length);
  for (let i = 0; i < terms.length; i++) {
    counts[i] = times[different.indexOf(terms[i])];
  }
  return { terms, counts };
}

/** A text's vector: `1 + ln(count)` times how rare the term is, to length 1. Salton and Buckley 1988. */
export function vectorOf(text: WordCounts, rarity: (term: number) => number): TextVector {
  const { terms, counts } = text;
  const weights = new Float64Array(terms.length);
  let squares = 0;
  for (let i = 0; i < terms.length; i++) {
    weights[i] = (counts[i] === 1 ? 1 : 1 + Math.log(counts[i])) * rarity(terms[i]);
    squares += weights[i] * weights[i];
  }
  const length = Math.sqrt(squares);
  for (let i = 0; i < terms.length && length > 0; i++) {
    weights[i] /= length;
  }
  return { terms, weights };
}

/** Rarity of a term that `texts` of `all` texts hold: `ln((1 + all) / (1 + texts)) + 1`, as scikit-learn's smooth_idf. */
export function rarityOfTerm(texts: number, all: number): number {
  return Math.log((1 + all) / (1 + texts)) + 1;
}

/** TF-IDF of texts given as words, rarity counted among these texts. */
export function textVectors(texts: readonly (readonly string[])[]): TextVectors {
  const vocabulary = new Vocabulary();
  return vectorsOf(
    texts.map((words) => vocabulary.count(words)),
    vocabulary.terms
  );
}

/** The same of texts whose terms are counted. */
export function vectorsOf(counts: readonly WordCounts[], terms: readonly string[]): TextVectors {
  const rarity = new Float64Array(terms.length);
  for (const text of counts) {
    for (const term of text.terms) {
      rarity[term]++;
    }
  }
  for (let term = 0; term < rarity.length; term++) {
    rarity[term] = rarityOfTerm(rarity[term], counts.length);
  }
  return { terms, rows: counts.map((text) => vectorOf(text, (term) => rarity[term])) };
}

/** Cosine of two texts, 0..1; 0 where one is empty. */
export function textSimilarity(a: TextVector, b: TextVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const difference = a.terms[i] - b.terms[j];
    if (difference === 0) {
      sum += a.weights[i++] * b.weights[j++];
    } else if (difference < 0) {
      i++;
    } else {
      j++;
    }
  }
  return Math.min(1, sum);
}
