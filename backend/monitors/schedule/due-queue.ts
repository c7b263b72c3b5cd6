/** A binary heap of ids by due time (ms): the oldest due comes first; among equal ones whichever. An id is in it at most once. */
export class DueQueue {
  private readonly ids: string[] = [];
  private readonly due = new Map<string, number>();
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.ids.length;
  }

  /** When an id is due; undefined where it is not in the queue. */
  dueOf(id: string): number | undefined {
    return this.due.get(id);
  }

  /** Puts an id in, or moves it. */
  set(id: string, at: number): void {
    const place = this.places.get(id) ?? this.ids.length;
    if (place === this.ids.length) {
      this.ids.push(id);
      this.places.set(id, place);
    }
    this.due.set(id, at);
    this.sink(this.rise(place));
  }

  delete(id: string): void {
    const place = this.places.get(id);
    if (place === undefined) {
      return;
    }
    const last = this.ids.pop();
    this.places.delete(id);
    this.due.delete(id);
    if (last !== undefined && last !== id) {
      this.put(place, last);
      this.sink(this.rise(place));
    }
  }

  /** The id that is due first and when; null where there is none. */
  first(): { readonly id: string; readonly due: number } | null {
    return this.ids.length === 0 ? null : { id: this.ids[0], due: this.at(0) };
  }

  /** All ids with their due times, in no order. */
  entries(): IterableIterator<[string, number]> {
    return this.due.entries();
  }

  private at(place: number): number {
    return this.due.get(this.ids[place]) ?? Number.POSITIVE_INFINITY;
  }

  private put(place: number, id: string): void {
    this.ids[place] = id;
    this.places.set(id, place);
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.ids[a], this.ids[b]];
    this.put(a, second);
    this.put(b, first);
  }

  private rise(from: number): number {
    let place = from;
    for (let above = (place - 1) >> 1; place > 0 && this.at(place) < this.at(above); above = (place - 1) >> 1) {
      this.swap(place, above);
      place = above;
    }
    return place;
  }

  private sink(from: number): void {
    for (let place = from; ;) {
      const left = 2 * place + 1;
      let least = place;
      for (const child of [left, left + 1]) {
        least = child < this.ids.length && this.at(child) < this.at(least) ? child : least;
      }
      if (least === place) {
        return;
      }
      this.swap(place, least);
      place = least;
    }
  }
}
