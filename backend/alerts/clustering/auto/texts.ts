import type { TextVector, WordCounts } from '../../text/tf-idf.ts';
import { Vocabulary, rarityOfTerm, textSimilarity, vectorOf } from '../../text/tf-idf.ts';

/** Pairs whose similarity is remembered. */
const MOST_PAIRS = 200_000;

/** The texts of alerts as numbers, and how like each other they are, by the rarity of words among those met so far. */
export class Texts {
  readonly #vocabulary = new Vocabulary();
  readonly #ids = new Map<string, number>();
  readonly #counts: WordCounts[] = [];
  readonly #holding: number[] = [];
  #vectors: (TextVector | undefined)[] = [];
  #known = 0;
  readonly #similar = new Map<number, number>();

  /** The number of a text. */
  idOf(words: readonly string[]): number {
    const key = words.join(' ');
    const id = this.#ids.get(key);
    if (id !== undefined) {
      return id;
    }
    const counts = this.#vocabulary.count(words);
    for (const term of counts.terms) {
      this.#holding[term] = (this.#holding[term] ?? 0) + 1;
    }
    this.#ids.set(key, this.#counts.length);
    this.#counts.push(counts);
    if (this.#counts.length >= 2 * this.#known) {
      // Rarities have changed much since they were last counted.
      this.#known = this.#counts.length;
      this.#vectors = [];
      this.#similar.clear();
    }
    return this.#counts.length - 1;
  }

  /** Different texts met so far. */
  get size(): number {
    return this.#counts.length;
  }

  /** Cosine, 0..1. */
  similarity(a: number, b: number): number {
    if (a === b) {
      return 1;
    }
    const key = Math.max(a, b) * 2 ** 26 + Math.min(a, b);
    let known = this.#similar.get(key);
    if (known === undefined) {
      known = textSimilarity(this.#vectorOf(a), this.#vectorOf(b));
      if (this.#similar.size >= MOST_PAIRS) {
        this.#similar.clear();
      }
      this.#similar.set(key, known);
    }
    return known;
  }

  #vectorOf(id: number): TextVector {
    const made =
      this.#vectors[id] ??
      vectorOf(this.#counts[id], (term) => rarityOfTerm(this.#holding[term] ?? 0, this.#counts.length));
    this.#vectors[id] = made;
    return made;
  }
}
