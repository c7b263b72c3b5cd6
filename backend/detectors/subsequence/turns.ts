import { setImmediate as turnOfEventLoop } from 'node:timers/promises';

/** Others on the thread wait no longer than this. */
const LONGEST_MS = 20;

/** Lets others on the thread have their turn during long work. */
export class Turns {
  private since = performance.now();

  /** Whether it is time to give a turn. */
  get isDue(): boolean {
    return performance.now() - this.since > LONGEST_MS;
  }

  async give(): Promise<void> {
    await turnOfEventLoop();
    this.since = performance.now();
  }
}
