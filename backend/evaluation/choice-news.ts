/** How long after a switch answers say so, ms: a dashboard that refreshes every five minutes shows it once. */
const NEWS_MS = 300_000;
/** Queries remembered; the oldest is forgotten. */
const MOST = 1_000;

/** Remembers which queries were answered by a stand-in, and tells once the chosen detectors have taken over. */
export class ChoiceNews {
  private readonly waiting = new Set<string>();
  private readonly switched = new Map<string, number>();

  /** To be told of every answer: whether the query of `key` has just got its chosen detectors. `now` in ms. */
  isSwitched(key: string, pendingChoices: number, now: number): boolean {
    if (pendingChoices > 0) {
      this.switched.delete(key);
      remember(this.waiting, key);
      return false;
    }
    if (this.waiting.delete(key)) {
      this.switched.set(key, now);
    }
    for (const [old, at] of this.switched) {
      if (now - at > NEWS_MS) {
        this.switched.delete(old);
      }
    }
    return this.switched.has(key);
  }
}

function remember(keys: Set<string>, key: string): void {
  keys.delete(key);
  keys.add(key);
  for (const oldest of keys) {
    if (keys.size <= MOST) {
      break;
    }
    keys.delete(oldest);
  }
}
