import type { Packed } from '../workers/pack.ts';

/** A packed `FittedModel` with the keys of the series it covers, in its order. */
export interface CachedModel {
  readonly model: Packed;
  readonly columns: readonly string[];
}

/** There was nothing to fit a model on when it was looked for, at `since` (ms). */
export interface NoModel {
  readonly model: null;
  readonly since: number;
}

/** The models of one query at one grid instant: by series key, or under `JOINT` for a joint detector. */
export type FitSet = ReadonlyMap<string, CachedModel | NoModel>;

export const JOINT = '*';

interface Entry {
  models: Map<string, CachedModel | NoModel>;
  bytes: number;
}

/** Keys of sets that had to leave, remembered so far. */
const MOST_EVICTED = 10_000;

/** Fitted models in memory: least recently used ones leave when the cap on bytes is passed, and nothing is fitted twice at once. */
export class ModelCache {
  readonly maxBytes: number;
  private readonly entries = new Map<string, Entry>();
  private readonly busy = new Map<string, Promise<unknown>>();
  private readonly evicted = new Set<string>();
  private total = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.total;
  }

  get models(): number {
    let count = 0;
    for (const entry of this.entries.values()) {
      count += entry.models.size;
    }
    return count;
  }

  get(key: string): FitSet | undefined {
    const entry = this.entries.get(key);
    if (entry) {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    return entry?.models;
  }

  /** Adds models to the set of a key and gives the whole set; the newest set always stays, however large. */
  add(key: string, models: FitSet): FitSet {
    const entry = this.entries.get(key) ?? { models: new Map(), bytes: 0 };
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.evicted.delete(key);
    for (const [name, cached] of models) {
      const before = entry.models.get(name);
      const bytes = sizeOf(name, cached) - (before ? sizeOf(name, before) : 0);
      entry.models.set(name, cached);
      entry.bytes += bytes;
      this.total += bytes;
    }
    this.makeRoom(key);
    return entry.models;
  }

  /** Lets the newest set leave too where it alone is larger than the cap: for when it can be read back. */
  trim(): void {
    this.makeRoom(undefined);
  }

  private makeRoom(kept: string | undefined): void {
    for (const [oldest, { bytes }] of this.entries) {
      if (this.total <= this.maxBytes || oldest === kept) {
        break;
      }
      this.entries.delete(oldest);
      this.total -= bytes;
      this.remember(oldest);
    }
  }

  /** Whether the set of a key was there and had to leave for others: fitted beforehand, it would leave again before it is used. */
  wasEvicted(key: string): boolean {
    return this.evicted.has(key);
  }

  /** Runs `task` when no other task of the key runs: whoever comes second finds what the first one fitted. */
  async exclusive<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.busy.get(key);
    const mine = (before ?? Promise.resolve()).then(task, task);
    this.busy.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.busy.get(key) === mine) {
        this.busy.delete(key);
      }
    }
  }

  clear(): void {
    this.entries.clear();
    this.evicted.clear();
    this.total = 0;
  }

  private remember(key: string): void {
    this.evicted.add(key);
    for (const oldest of this.evicted) {
      if (this.evicted.size <= MOST_EVICTED) {
        break;
      }
      this.evicted.delete(oldest);
    }
  }
}

/** What an entry takes beside the numbers of its model; its shape and the keys of its columns are shared with others. */
const ENTRY_BYTES = 250;

function sizeOf(name: string, { model }: CachedModel | NoModel): number {
  return name.length + ENTRY_BYTES + (model?.bytes.byteLength ?? 0);
}
