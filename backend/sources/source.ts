import type { Series } from '../series/series.ts';

/** A range query: an instant every `step` ms from `start` to `end` inclusive, all multiples of `step`, ms since the epoch. */
export interface RangeRequest {
  readonly expr: string;
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly signal?: AbortSignal;
}

export interface RangeReply {
  /** Every series on the request's whole grid; NaN where it has no sample. */
  readonly series: readonly Series[];
  /** The source's own warnings, shown as notices. */
  readonly warnings: readonly string[];
}

/** Where series come from. Errors are NightjarErrors with `source-*` or cap codes. */
export interface SeriesSource {
  /** Stable identity for caches: equal for equal connections, different for different credentials; holds no secret. */
  readonly identity: string;
  queryRange(request: RangeRequest): Promise<RangeReply>;
}
