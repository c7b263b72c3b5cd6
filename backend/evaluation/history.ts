import type { Labels, Series } from '../series/series.ts';
import { labelsKey } from '../series/series.ts';
import { sliceSeries } from '../series/slice.ts';
import type { RangeReply, SeriesSource } from '../sources/source.ts';

/** One series of a history with its key. */
export interface KeyedSeries {
  readonly key: string;
  readonly series: Series;
}

/**
 * What a query has given over one unbroken span of instants, fetched as far as it is asked for. All series share one `times`
 * array; windows are views on the same memory, and stay valid while the history grows.
 */
export class History {
  readonly warnings = new Set<string>();
  private readonly source: SeriesSource;
  private readonly expr: string;
  private readonly step: number;
  private first = 0;
  /** Exclusive; nothing is held while it equals `first`. */
  private end = 0;
  private growing: Promise<void> = Promise.resolve();
  private held: KeyedSeries[] = [];

  constructor(source: SeriesSource, expr: string, step: number) {
    this.source = source;
    this.expr = expr;
    this.step = step;
  }

  /** Sees to it that every instant t (a multiple of the step) with `from <= t < to` is held. Calls wait for each other. */
  async cover(from: number, to: number, signal?: AbortSignal): Promise<void> {
    const before = this.growing;
    const mine = before.then(
      () => this.grow(from, to, signal),
      () => this.grow(from, to, signal)
    );
    this.growing = mine;
    await mine;
  }

  private async grow(from: number, to: number, signal?: AbortSignal): Promise<void> {
    const start = Math.ceil(from / this.step) * this.step;
    const stop = Math.ceil(to / this.step) * this.step;
    if (stop <= start) {
      return;
    }
    if (this.end === this.first) {
      const reply = await this.ask(start, stop, signal);
      [this.first, this.end] = [start, stop];
      this.held = keyed(reply.series);
      return;
    }
    const [left, right] = await Promise.all([
      start < this.first ? this.ask(start, this.first, signal) : null,
      stop > this.end ? this.ask(this.end, stop, signal) : null,
    ]);
    if (left || right) {
      this.join(left?.series ?? [], right?.series ?? [], Math.min(start, this.first), Math.max(stop, this.end));
    }
  }

  /** The held series over `from <= t < to`, those without a single value there included; sorted by key. */
  window(from: number, to: number): KeyedSeries[] {
    let times: Float64Array | undefined;
    return this.held.map(({ key, series }) => {
      const part = sliceSeries(series, from, to);
      times ??= part.times;
      return { key, series: { ...part, times } };
    });
  }

  private async ask(start: number, stop: number, signal?: AbortSignal): Promise<RangeReply> {
    const reply = await this.source.queryRange({
      expr: this.expr,
      start,
      end: stop - this.step,
      step: this.step,
      signal,
    });
    for (const warning of reply.warnings) {
      this.warnings.add(warning);
    }
    return reply;
  }

  private join(left: readonly Series[], right: readonly Series[], first: number, end: number): void {
    const count = Math.round((end - first) / this.step);
    const times = Float64Array.from({ length: count }, (_, index) => first + index * this.step);
    const joined = new Map<string, { labels: Labels; values: Float64Array }>();
    for (const series of [...left, ...this.held.map((one) => one.series), ...right]) {
      if (series.times.length === 0) {
        continue;
      }
      const key = labelsKey(series.labels);
      let entry = joined.get(key);
      if (!entry) {
        entry = { labels: series.labels, values: new Float64Array(count).fill(Number.NaN) };
        joined.set(key, entry);
      }
      entry.values.set(series.values, Math.round((series.times[0] - first) / this.step));
    }
    this.held = keyed([...joined.values()].map(({ labels, values }) => ({ labels, times, values })));
    [this.first, this.end] = [first, end];
  }
}

/** Whether a series has any value. */
export function hasValues(series: Series): boolean {
  return series.values.some((value) => !Number.isNaN(value));
}

function keyed(series: readonly Series[]): KeyedSeries[] {
  return series.map((one) => ({ key: labelsKey(one.labels), series: one })).sort((a, b) => (a.key < b.key ? -1 : 1));
}
