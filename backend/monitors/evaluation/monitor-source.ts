import { labelsKey } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { RangeReply, RangeRequest, SeriesSource } from '../../sources/source.ts';

/** Label that tells the series of a monitor with several queries apart: `A`, `B`, ... */
export const QUERY_LABEL = 'query';

/** What a monitor may cost its Prometheus: asked before each query, told of each reply. */
export interface QueryLimits {
  /** Resolves when a query may be sent. */
  take(signal?: AbortSignal): Promise<void>;
  /** Samples read. */
  asked(samples: number): void;
}

/**
 * All queries of a monitor as one: a request for any other `expr` than those of `beside` is one for them. Series keep the order of the queries.
 */
export class MonitorSource implements SeriesSource {
  private readonly source: () => SeriesSource;
  private readonly exprs: readonly string[];
  private readonly limits: QueryLimits;
  private readonly beside: ReadonlySet<string>;

  /** `source` is asked for anew each time: a datasource may get other settings and secrets. */
  constructor(
    source: () => SeriesSource,
    exprs: readonly string[],
    limits: QueryLimits,
    beside: readonly string[] = []
  ) {
    this.source = source;
    this.exprs = exprs;
    this.limits = limits;
    this.beside = new Set(beside);
  }

  get identity(): string {
    return this.source().identity;
  }

  async queryRange(request: RangeRequest): Promise<RangeReply> {
    if (this.beside.has(request.expr)) {
      return this.ask(request);
    }
    const replies: RangeReply[] = [];
    for (const [index, expr] of this.exprs.entries()) {
      const reply = await this.ask({ ...request, expr });
      replies.push(this.exprs.length === 1 ? reply : { ...reply, series: reply.series.map(named(index)) });
    }
    return {
      series: distinct(replies.flatMap(({ series }) => series)),
      warnings: [...new Set(replies.flatMap(({ warnings }) => warnings))],
    };
  }

  private async ask(request: RangeRequest): Promise<RangeReply> {
    await this.limits.take(request.signal);
    const reply = await this.source().queryRange(request);
    this.limits.asked(reply.series.reduce((sum, { values }) => sum + values.length, 0));
    return reply;
  }
}

/** Name of a query by its place: A to Z. */
export function queryName(index: number): string {
  return String.fromCharCode(65 + index);
}

function named(index: number): (series: Series) => Series {
  return (series) => ({ ...series, labels: { ...series.labels, [QUERY_LABEL]: queryName(index) } });
}

/** A series' own label of that name would make two of one name: the first stands. */
function distinct(series: readonly Series[]): Series[] {
  const known = new Map<string, Series>();
  for (const one of series) {
    const key = labelsKey(one.labels);
    if (!known.has(key)) {
      known.set(key, one);
    }
  }
  return [...known.values()];
}
