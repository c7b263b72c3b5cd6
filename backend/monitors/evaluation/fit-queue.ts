import { Gate } from '../../sources/prometheus/gate.ts';

/** Monitors that begin at once. */
const BEGINNINGS = 2;
/** Monitors that forecast at once: the histories of few are in memory then, and what detects goes on meanwhile. */
const FORECASTS = 2;

/** Fits in the background: one after the other over all monitors, so that the histories of few are in memory at once; a monitor waits at most once. */
export class FitQueue {
  /** Lets few monitors begin at once, for the same reason. */
  readonly beginnings = new Gate(BEGINNINGS);
  readonly forecasts = new Gate(FORECASTS);
  private readonly waiting = new Map<string, () => Promise<void>>();
  private readonly running = new Set<string>();
  private readonly most: number;
  private closed = false;
  private idle: Promise<unknown> = Promise.resolve();

  /** `most`: fits at once. */
  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.waiting.size + this.running.size;
  }

  has(monitor: string): boolean {
    return this.waiting.has(monitor) || this.running.has(monitor);
  }

  /** `task` sees to its own failures: it never rejects. */
  add(monitor: string, task: () => Promise<void>): void {
    if (!this.closed && !this.has(monitor)) {
      this.waiting.set(monitor, task);
      this.next();
    }
  }

  delete(monitor: string): void {
    this.waiting.delete(monitor);
  }

  /** Resolves when nothing waits or runs any more. */
  async settled(): Promise<void> {
    while (this.size > 0) {
      await this.idle;
    }
  }

  /** Resolves when nothing runs any more; nothing new begins. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.clear();
    await this.idle;
  }

  private next(): void {
    for (const [monitor, task] of this.waiting) {
      if (this.running.size >= this.most) {
        return;
      }
      this.waiting.delete(monitor);
      this.running.add(monitor);
      const done = task().finally(() => {
        this.running.delete(monitor);
        this.next();
      });
      this.idle = Promise.all([this.idle, done]);
    }
  }
}
