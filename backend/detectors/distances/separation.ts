/** Which references a query must not have as neighbours: those whose place is less than `zone` from its own. */
export interface Separation {
  /** The place of each query and of each reference, in time say; those of the references ascending. */
  readonly queries: Int32Array;
  readonly references: Int32Array;
  /** 1 leaves out the query itself among references of which it is one; 0 leaves out none. */
  readonly zone: number;
}

/** The references that one query after the other leaves out: the numbers from `from` to `to` (exclusive). */
export class LeftOut {
  from = 0;
  to = 0;
  private readonly separation: Separation | null;

  constructor(separation: Separation | null) {
    this.separation = separation;
  }

  /** Goes to a query; quick where its place is near the last one's. */
  goTo(query: number): void {
    if (!this.separation) {
      return;
    }
    const { queries, references, zone } = this.separation;
    const place = queries[query];
    this.from = moved(this.from, references, place - zone + 1);
    this.to = moved(this.to, references, place + zone);
  }

  has(reference: number): boolean {
    return reference >= this.from && reference < this.to;
  }
}

/** Number of the first of ascending places that is `least` or more, looked for from `at` on. */
function moved(at: number, places: Int32Array, least: number): number {
  let next = at;
  while (next < places.length && places[next] < least) {
    next++;
  }
  while (next > 0 && places[next - 1] >= least) {
    next--;
  }
  return next;
}
