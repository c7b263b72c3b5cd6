import { contentKey } from './content-key.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';

interface Entry {
  readonly opening: Promise<Session>;
  readonly bytes: number;
  users: number;
  evicted: boolean;
}

/** A model that is written only when no session of its key is held; equal keys must mean equal models. */
export interface LazyModel {
  readonly key: string;
  readonly build: () => Uint8Array;
}

/** A kept session costs about this much beside its model (measured: 100 KB without arena). */
const SESSION_OVERHEAD_BYTES = 100 * 1024;

/**
 * Sessions by the content of their model (or its key), least recently used first out once their models, counted twice (file and the runtime's own
 * copy), exceed `capBytes`. A session in use is never disposed of; it goes when its last user is done.
 */
export class SessionCache {
  private readonly entries = new Map<string, Entry>();
  private readonly capBytes: number;
  private held = 0;

  constructor(capBytes: number) {
    this.capBytes = capBytes;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Estimated bytes of the sessions kept. */
  get heldBytes(): number {
    return this.held;
  }

  /** Runs `use` with the model's session; one that fails to open is not remembered. */
  async with<T>(model: Uint8Array | LazyModel, use: (session: Session) => Promise<T>): Promise<T> {
    const key = model instanceof Uint8Array ? contentKey(model) : model.key;
    let entry = this.entries.get(key);
    if (entry) {
      this.entries.delete(key);
    } else {
      const bytes = model instanceof Uint8Array ? model : model.build();
      const held = bytes.length * 2 + SESSION_OVERHEAD_BYTES;
      entry = { opening: openSession(bytes), bytes: held, users: 0, evicted: false };
      this.held += held;
    }
    this.entries.set(key, entry);
    entry.users++;
    try {
      return await use(await this.opened(key, entry));
    } finally {
      entry.users--;
      await this.settle(entry);
      await this.evict();
    }
  }

  private async opened(key: string, entry: Entry): Promise<Session> {
    try {
      return await entry.opening;
    } catch (error) {
      if (this.entries.get(key) === entry) {
        this.entries.delete(key);
        this.held -= entry.bytes;
      }
      throw error;
    }
  }

  private async evict(): Promise<void> {
    for (const [key, entry] of this.entries) {
      if (this.held <= this.capBytes) {
        return;
      }
      this.entries.delete(key);
      this.held -= entry.bytes;
      entry.evicted = true;
      await this.settle(entry);
    }
  }

  private async settle(entry: Entry): Promise<void> {
    if (entry.evicted && entry.users === 0) {
      await (await entry.opening).dispose();
    }
  }

  /** Disposes of every session, those in use when their users are done. */
  async clear(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    this.held = 0;
    for (const entry of entries) {
      entry.evicted = true;
      await this.settle(entry);
    }
  }
}

/** The thread's shared sessions: 64 MB of models. */
export const sessions = new SessionCache(64 * 1024 * 1024);
