/** Fits that nobody waits for: one after the other, never the same twice. */
export class BackgroundFits {
  private readonly queue: { readonly key: string; readonly run: () => Promise<void> }[] = [];
  private readonly known = new Set<string>();
  private readonly most: number;
  private readonly failed: (error: unknown) => void;
  private running: Promise<void> | null = null;
  private closed = false;

  /** `most`: jobs that may wait; those beyond are left to the next query that asks. `failed` is told of each job's error. */
  constructor(most: number, failed: (error: unknown) => void) {
    this.most = most;
    this.failed = failed;
  }

  get waiting(): number {
    return this.known.size;
  }

  schedule(key: string, run: () => Promise<void>): void {
    if (this.closed || this.known.has(key) || this.queue.length >= this.most) {
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
      } catch (error) {
        this.failed(error);
      }
      this.known.delete(job.key);
    }
    this.running = null;
  }
}
