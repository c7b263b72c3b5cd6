import type { Labels } from '../../series/series.ts';

/** Values of one series at the instants of a grid; where `present` is 0 there is no sample (a sample may be NaN). */
export interface GridSeries {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** What an expression gives over a grid. */
export type Value =
  | { readonly type: 'scalar'; readonly values: Float64Array }
  | { readonly type: 'vector'; readonly series: readonly GridSeries[] }
  | { readonly type: 'string'; readonly text: string };
