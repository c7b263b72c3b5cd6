import type { RangeReply, RangeRequest, SeriesSource } from '../../backend/sources/source.ts';
import type { FakeSeries } from './fake-prometheus.ts';

/** A source over series given as functions, which counts what it is asked. */
export class MemorySource implements SeriesSource {
  readonly identity = 'memory';
  readonly requests: RangeRequest[] = [];
  series: readonly FakeSeries[];

  constructor(series: readonly FakeSeries[]) {
    this.series = series;
  }

  async queryRange(request: RangeRequest): Promise<RangeReply> {
    this.requests.push(request);
    const { start, end, step } = request;
    const times = Float64Array.from(
      { length: Math.floor((end - start) / step) + 1 },
      (_, index) => start + index * step
    );
    const series = this.series
      .map(({ labels, at }) => ({ labels, times, values: times.map((ms) => Number(at(ms) ?? Number.NaN)) }))
      .filter(({ values }) => values.some((value) => !Number.isNaN(value)));
    return { series, warnings: [] };
  }
}
