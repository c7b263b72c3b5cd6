import type { KeyedSeries } from '../../evaluation/history.ts';
import { labelsKey } from '../../series/series.ts';
import { sliceSeries } from '../../series/slice.ts';
import type { RangeReply, RangeRequest, SeriesSource } from '../../sources/source.ts';

/** Points of one reply that is read ahead. */
const BLOCK_POINTS = 200_000;
const LEAST_INSTANTS = 500;

/** A source that is gone through from old to new in small parts: it reads larger ones ahead, and holds one of them. */
export class ReadAhead implements SeriesSource {
  private readonly source: SeriesSource;
  private readonly step: number;
  private readonly end: number;
  private block: { readonly from: number; readonly to: number; readonly reply: RangeReply } | null = null;
  private keyed: readonly KeyedSeries[] = [];

  /** `end`: the last instant that anybody will ask for, ms. */
  constructor(source: SeriesSource, step: number, end: number) {
    this.source = source;
    this.step = step;
    this.end = end;
  }

  get identity(): string {
    return this.source.identity;
  }

  async queryRange(request: RangeRequest): Promise<RangeReply> {
    const { start, end } = request;
    if (start > this.end || end > this.end || (this.block && start < this.block.from)) {
      return this.source.queryRange(request);
    }
    await this.cover(start, end, request);
    const { reply } = this.block ?? { reply: { series: [], warnings: [] } };
    const series = reply.series.map((one) => sliceSeries(one, start, end + this.step));
    return { series, warnings: reply.warnings };
  }

  /** The first instant from `start` to `end` (ms, inclusive) at which a series has a value that is not among `keys`; null where there is none. */
  async firstOfNew(
    keys: ReadonlySet<string>,
    start: number,
    end: number,
    request: Pick<RangeRequest, 'signal'>
  ): Promise<number | null> {
    await this.cover(start, end, request);
    let first: number | null = null;
    for (const { key, series } of this.keyed) {
      if (keys.has(key)) {
        continue;
      }
      const { times, values } = sliceSeries(series, start, end + this.step);
      const index = values.findIndex((value) => !Number.isNaN(value));
      if (index >= 0 && (first === null || times[index] < first)) {
        first = times[index];
      }
    }
    return first;
  }

  private async cover(start: number, end: number, { signal }: Pick<RangeRequest, 'signal'>): Promise<void> {
    if (this.block && start >= this.block.from && end <= this.block.to) {
      return;
    }
    const series = this.block?.reply.series.length ?? 10;
    const instants = Math.max(LEAST_INSTANTS, Math.floor(BLOCK_POINTS / Math.max(1, series)));
    const to = Math.min(this.end, Math.max(end, start + (instants - 1) * this.step));
    const reply = await this.source.queryRange({ expr: '', start, end: to, step: this.step, signal });
    this.block = { from: start, to, reply };
    this.keyed = reply.series.map((one) => ({ key: labelsKey(one.labels), series: one }));
  }
}
