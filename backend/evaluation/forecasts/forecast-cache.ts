import { NightjarError } from '../../errors.ts';

/** A forecast of a query, as far as a cache is concerned. */
export interface Weighed {
  /** What it takes in memory. */
  readonly bytes: number;
}

interface Entry<T> {
  readonly answer: Promise<T>;
  /** 0 while it is being made. */
  bytes: number;
}

/** Forecasts in memory by key: each is made once however many ask, and the least recently used ones leave when the cap on bytes is passed. */
export class ForecastCache<T extends Weighed> {
  readonly maxBytes: number;
  private readonly entries = new Map<string, Entry<T>>();
  private total = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.total;
  }

  /** Whether there is an answer for a key, or one is being made. */
  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** The answer of a key, made where there is none. What fails is not kept; who waits for another's attempt that was cancelled makes one of its own. */
  async get(key: string, signal: AbortSignal | undefined, make: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    if (!known) {
      return await this.add(key, make);
    }
    this.entries.delete(key);
    this.entries.set(key, known);
    try {
      return await unlessAborted(known.answer, signal);
    } catch (error) {
      const isTheirs = error instanceof NightjarError && error.code === 'cancelled' && !signal?.aborted;
      if (!isTheirs) {
        throw error;
      }
      return await this.get(key, signal, make);
    }
  }

  clear(): void {
    this.entries.clear();
    this.total = 0;
  }

  private async add(key: string, make: () => Promise<T>): Promise<T> {
    const entry: Entry<T> = { answer: make(), bytes: 0 };
    this.entries.set(key, entry);
    try {
      const made = await entry.answer;
      if (this.entries.get(key) === entry) {
        entry.bytes = made.bytes;
        this.total += made.bytes;
        this.makeRoom(key);
      }
      return made;
    } catch (error) {
      if (this.entries.get(key) === entry) {
        this.entries.delete(key);
      }
      throw error;
    }
  }

  /** The newest one always stays, however large. */
  private makeRoom(kept: string): void {
    for (const [oldest, { bytes }] of this.entries) {
      if (this.total <= this.maxBytes) {
        break;
      }
      if (oldest !== kept && bytes > 0) {
        this.entries.delete(oldest);
        this.total -= bytes;
      }
    }
  }
}

/** Who hangs up stops waiting; the forecast goes on for the others. */
async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) {
    return await answer;
  }
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
