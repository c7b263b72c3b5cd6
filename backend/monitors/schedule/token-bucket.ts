import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many things a second happen, and a second's worth at once after a quiet time; the rest wait in order of arrival. */
export class TokenBucket {
  private readonly perSecond: number;
  private readonly now: () => number;
  /** When the next token is there, ms. */
  private next = Number.NEGATIVE_INFINITY;

  /** `now`: a clock that never goes back, ms. */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.perSecond = perSecond;
    this.now = now;
  }

  /** Milliseconds to wait for a token, which is taken. */
  reserve(): number {
    const now = this.now();
    const interval = 1_000 / this.perSecond;
    // A bucket that filled up while nothing happened holds a second's worth.
    this.next = Math.max(this.next, now - 1_000) + interval;
    return Math.max(0, this.next - now);
  }

  /** Resolves when a token is there; rejects with the signal's reason when it is aborted while waiting. */
  async take(signal?: AbortSignal): Promise<void> {
    const wait = this.reserve();
    if (wait > 0) {
      await sleep(wait, undefined, { signal });
    }
  }
}
