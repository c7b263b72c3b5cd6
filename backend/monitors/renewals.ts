import type { Owner } from '../store/owner.ts';

/** After the first of the requests that brought news, ms: no answer waits for what is kept of how its datasource is reached. */
const PAUSE_MS = 1_000;

/** Owners whose datasource is reached in another way than before, until that is kept: a moment later, or when it is asked for. */
export class Renewals {
  private readonly keep: (owners: readonly Owner[]) => Promise<void>;
  private readonly waiting = new Map<string, Owner>();
  private timer: NodeJS.Timeout | null = null;
  private kept: Promise<void> = Promise.resolve();

  /** `keep` rejects never. */
  constructor(keep: (owners: readonly Owner[]) => Promise<void>) {
    this.keep = keep;
  }

  note(owner: Owner): void {
    this.waiting.set(JSON.stringify([owner.orgId, owner.datasource]), owner);
    this.timer ??= setTimeout(() => void this.settle(), PAUSE_MS).unref();
  }

  /** Keeps at once what waits; resolves when that, and all that was begun before, is kept. */
  settle(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
      const owners = [...this.waiting.values()];
      this.waiting.clear();
      this.kept = this.kept.then(() => this.keep(owners));
    }
    return this.kept;
  }
}
