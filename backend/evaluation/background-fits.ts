import type { NightjarError } from '../errors.ts';
import { asNightjarError } from '../errors.ts';

/** How long a job that failed is not tried again, in ms. */
const REST_MS = 60_000;

/** Fits that nobody waits for: one after the other, never the same twice, and not again at once what has just failed. */
export class BackgroundFits {
  private readonly queue: { readonly key: string; readonly run: () => Promise<void> }[] = [];
  private readonly known = new Set<string>();
  private readonly failures = new Map<string, { readonly error: NightjarError; readonly until: number }>();
  private readonly most: number;
  private readonly failed: (error: NightjarError) => void;
  private running: Promise<void> | null = null;
  private closed = false;

  /** `most`: jobs that may wait; those beyond are left to the next query that asks. `failed` is told of each job's error. */
  constructor(most: number, failed: (error: NightjarError) => void) {
    this.most = most;
    this.failed = failed;
  }

  get waiting(): number {
    return this.known.size;
  }

  /** Why the job of a key failed within the last minute. */
  failureOf(key: string): NightjarError | undefined {
    for (const [old, { until }] of this.failures) {
      if (until < Date.now()) {
        this.failures.delete(old);
      }
    }
    return this.failures.get(key)?.error;
  }

  schedule(key: string, run: () => Promise<void>): void {
    if (this.closed || this.known.has(key) || this.queue.length >= this.most || this.failureOf(key)) {
      return;
    }
    this.known.add(key);
    this.queue.push({ key, run });
    this.running ??= this.work();
  }

  /** Resolves when no job is left. */
  async idle(): Promise<void> {
    await this.running;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { key } of this.queue.splice(0)) {
      this.known.delete(key);
    }
    await this.running;
  }

  private async work(): Promise<void> {
    for (let job = this.queue.shift(); job; job = this.queue.shift()) {
      try {
        await job.run();
        this.failures.delete(job.key);
      } catch (thrown) {
        const error = asNightjarError(thrown);
        this.failures.set(job.key, { error, until: Date.now() + REST_MS });
        if (!this.closed) {
          this.failed(error);
        }
      }
      this.known.delete(job.key);
    }
    this.running = null;
  }
}
