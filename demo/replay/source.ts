import type { RangeReply, RangeRequest, SeriesSource } from '../../backend/sources/source.ts';
import { evaluate } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import type { SampleStore } from './store.ts';

/** The simulation as a source of series, without HTTP between: what the evaluation of the demo runs on. */
export function replaySource(store: SampleStore, identity: string): SeriesSource {
  return {
    identity,
    async queryRange({ expr, start, end, step }: RangeRequest): Promise<RangeReply> {
      const count = Math.floor((end - start) / step) + 1;
      const times = Float64Array.from({ length: count }, (_, i) => start + i * step);
      const rows = evaluate(store, parseExpression(expr), { start, step, count });
      return { series: rows.map((row) => ({ labels: row.labels, times, values: row.values })), warnings: [] };
    },
  };
}
