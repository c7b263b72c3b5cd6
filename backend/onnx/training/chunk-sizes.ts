/** What a step cost when a form was last trained in this thread, ms. */
const known = new Map<string, number>();
const KNOWN_FORMS = 1000;
const FIRST = 4;
const GROWTH = 8;
/** The share of the limit aimed at. */
const AIM = 0.8;

/** How many steps fit into a run of limited time, learned from the runs before. */
export class ChunkSizes {
  private readonly key: string;
  private readonly limitMs: number;
  private last = 0;

  constructor(key: string, limitMs: number) {
    this.key = key;
    this.limitMs = limitMs;
  }

  next(): number {
    const stepMs = known.get(this.key);
    if (stepMs === undefined) {
      return FIRST;
    }
    const fitting = Math.max(1, Math.floor((this.limitMs * AIM) / stepMs));
    return this.last === 0 ? fitting : Math.min(fitting, this.last * GROWTH);
  }

  /** Takes in that `steps` steps took `ms`. */
  took(steps: number, ms: number): void {
    this.last = steps;
    known.delete(this.key);
    known.set(this.key, Math.max(ms / steps, 1e-6));
    if (known.size > KNOWN_FORMS) {
      const [oldest] = known.keys();
      known.delete(oldest);
    }
  }
}
