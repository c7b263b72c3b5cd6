import { asNightjarError } from '../../errors.ts';
import type { CommitReply, MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { EvaluationCommit } from '../../store/monitors/records.ts';

/** How long a commit waits for others to be kept with it, ms: one write to the disk for all. */
const WAIT_MS = 200;
/** Bytes that are kept in one transaction: whoever asks the store meanwhile waits for no more. */
const MOST_BYTES = 8 * 2 ** 20;

interface Waiting {
  readonly commit: EvaluationCommit;
  readonly resolve: (reply: CommitReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Keeps evaluations of many monitors in few transactions. Each resolves when it is on the disk. */
export class Committer {
  private readonly store: Pick<MonitorStore, 'commitEvaluations'>;
  private readonly waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;

  constructor(store: Pick<MonitorStore, 'commitEvaluations'>) {
    this.store = store;
  }

  /** Resolves when it is kept, or left out for the reason given; rejects where the store fails. */
  add(commit: EvaluationCommit): Promise<CommitReply> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ commit, resolve, reject });
      this.timer ??= setTimeout(() => void this.flush(), WAIT_MS);
    });
  }

  /** Keeps all that waits. Never rejects. */
  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    while (this.writing || this.waiting.length > 0) {
      this.writing ??= this.write().finally(() => (this.writing = null));
      await this.writing;
    }
  }

  private async write(): Promise<void> {
    const some = this.take();
    try {
      const replies = await this.store.commitEvaluations(some.map(({ commit }) => commit));
      some.forEach(({ resolve }, i) => resolve(replies[i]));
    } catch (error) {
      const failure = asNightjarError(error);
      some.forEach(({ reject }) => reject(failure));
    }
  }

  /** The first that wait, at most one of each monitor: the next goes on from it. */
  private take(): Waiting[] {
    const some: Waiting[] = [];
    const monitors = new Set<string>();
    let bytes = 0;
    while (this.waiting.length > 0 && !monitors.has(this.waiting[0].commit.monitor)) {
      const { snapshot, chunk, monitor } = this.waiting[0].commit;
      bytes += (snapshot?.bytes.byteLength ?? 0) + (chunk?.bytes.byteLength ?? 0);
      if (some.length > 0 && bytes > MOST_BYTES) {
        break;
      }
      monitors.add(monitor);
      some.push(...this.waiting.splice(0, 1));
    }
    return some;
  }
}
