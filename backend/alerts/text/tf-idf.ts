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
    const counts = new Map<number, number>();
    for (const word of words) {
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.terms.length;
        this.#ids.set(word, id);
        this.terms.push(word);
      }
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const terms = Int32Array.from(counts.keys()).sort();
    return { terms, counts: Float64Array.from(terms, (term) => counts.get(term) ?? 0) };
  }
}

/** A text's vector: `1 + ln(count)` times how rare the term is, to length 1. Salton and Buckley 1988. */
export function vectorOf(text: WordCounts, rarity: (term: number) => number): TextVector {
  const weights = Float64Array.from(text.terms, (term, i) => (1 + Math.log(text.counts[i])) * rarity(term));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return { terms: text.terms, weights: length > 0 ? weights.map((weight) => weight / length) : weights };
}

/** Rarity of a term that `texts` of `all` texts hold: `ln((1 + all) / (1 + texts)) + 1`, as scikit-learn's smooth_idf. */
export function rarityOfTerm(texts: number, all: number): number {
  return Math.log((1 + all) / (1 + texts)) + 1;
}

/** TF-IDF of texts given as words, rarity counted among these texts. */
export function textVectors(texts: readonly (readonly string[])[]): TextVectors {
  const vocabulary = new Vocabulary();
  const counts = texts.map((words) => vocabulary.count(words));
  const holding = new Float64Array(vocabulary.terms.length);
  for (const { terms } of counts) {
    for (const term of terms) {
      holding[term]++;
    }
  }
  const rarity = holding.map((some) => rarityOfTerm(some, texts.length));
  return { terms: vocabulary.terms, rows: counts.map((text) => vectorOf(text, (term) => rarity[term])) };
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
