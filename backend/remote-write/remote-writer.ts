import { setTimeout as sleep } from 'node:timers/promises';
import type { ResultReader } from '../read-api/result-reader.ts';
import type { Labels } from '../series/series.ts';
import type { Owner } from '../store/owner.ts';
import { newSamples } from './new-samples.ts';
import type { Outcome, WriteClient } from './send-request.ts';

/** Told of what was sent and what was not. */
export interface WriteObserver {
  sent(samples: number): void;
  /** `refused` by the receiver, or `too-old` after it could not be reached for long. */
  dropped(samples: number, why: 'refused' | 'too-old', reason: string): void;
  /** A try failed; it is repeated. */
  failed(reason: string): void;
}

export interface WriterTimes {
  /** Between two looks for new results, ms. */
  readonly every: number;
  /** The first wait after a failure, doubled up to `longestWait`; ms. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** Results older than this are given up where the receiver cannot be reached; ms. */
  readonly backlog: number;
}

export const WRITER_TIMES: WriterTimes = { every: 15_000, firstWait: 1_000, longestWait: 60_000, backlog: 7_200_000 };

export interface WriterOptions {
  readonly observer: WriteObserver;
  /** Whether this process is the one that sends; asked each time. */
  readonly isActive?: () => boolean;
  readonly times?: WriterTimes;
}

interface Progress {
  /** Time of the newest instant that was sent. */
  to: number;
  /** Whose last value was sent, and not that it ended: labels by key. */
  present: ReadonlyMap<string, Labels>;
}

/**
 * Sends the results of one owner's monitors by remote write as they come, from those on that come after it was made. Nothing is queued: what could not
 * be sent yet is read again from where the results are kept.
 */
export class RemoteWriter {
  private readonly reader: ResultReader;
  private readonly owner: Owner;
  private readonly client: WriteClient;
  private readonly observer: WriteObserver;
  private readonly isActive: () => boolean;
  private readonly times: WriterTimes;
  private readonly ended = new AbortController();
  private readonly progress = new Map<string, Progress>();
  private failures = 0;
  private running: Promise<void> | undefined;

  constructor(reader: ResultReader, owner: Owner, client: WriteClient, options: WriterOptions) {
    const { observer, isActive = () => true, times = WRITER_TIMES } = options;
    this.reader = reader;
    this.owner = owner;
    this.client = client;
    this.observer = observer;
    this.isActive = isActive;
    this.times = times;
  }

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.ended.abort();
    await this.running;
    await this.client.close();
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      const wait = await this.sendNew().catch((error: unknown) => {
        this.observer.failed(error instanceof Error ? error.message : String(error));
        return this.times.every;
      });
      await sleep(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Sends what is new; gives how long to wait before the next time, ms. */
  private async sendNew(): Promise<number> {
    if (!this.isActive()) {
      this.progress.clear();
      return this.times.every;
    }
    const newest = new Map<string, number>();
    for (const { monitor, time } of await this.reader.latest(this.owner)) {
      newest.set(monitor.id, Math.max(newest.get(monitor.id) ?? -Infinity, time));
    }
    for (const [id, to] of newest) {
      const progress = this.progress.get(id);
      if (!progress) {
        this.progress.set(id, { to, present: new Map() });
      } else if (to > progress.to) {
        const outcome = await this.sendMonitor(id, progress, to);
        if (outcome.kind === 'failed') {
          const backoff = Math.min(this.times.longestWait, this.times.firstWait * 2 ** this.failures++);
          return Math.max(backoff, outcome.retryAfterMs);
        }
      }
    }
    this.failures = 0;
    return this.times.every;
  }

  private async sendMonitor(id: string, progress: Progress, to: number): Promise<Outcome> {
    const results = await this.reader.results(this.owner, { monitor: id }, progress.to + 1, to);
    const tooOld = Date.now() - this.times.backlog;
    for (const batch of newSamples(results, progress.to, progress.present)) {
      if (batch.to < tooOld && this.failures > 0) {
        this.observer.dropped(batch.samples, 'too-old', 'the receiver could not be reached for long');
      } else {
        const outcome = await this.client.send(batch.series, this.ended.signal);
        if (outcome.kind === 'failed') {
          if (!this.ended.signal.aborted) {
            this.observer.failed(outcome.reason);
          }
          return outcome;
        }
        if (outcome.kind === 'sent') {
          this.observer.sent(batch.samples);
        } else {
          this.observer.dropped(batch.samples, 'refused', outcome.reason);
        }
      }
      progress.to = batch.to;
      progress.present = batch.present;
    }
    progress.to = to;
    return { kind: 'sent' };
  }
}
