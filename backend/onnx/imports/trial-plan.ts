import type { DType } from '../tensor.ts';

/** How a model is tried: each batch size in turn, with made-up windows. */
export interface TrialPlan {
  readonly inputs: readonly { readonly name: string; readonly type: DType; readonly row: readonly number[] }[];
  readonly output: string;
  /** Rows of one run. */
  readonly batch: number;
}

/** What the trial found. */
export interface TrialReport {
  /** Shape of the output for one batch. */
  readonly dims: readonly number[];
  readonly type: string;
  /** Milliseconds of the second run of a batch. */
  readonly runMs: number;
  /** Of the output's numbers, how many are finite, NaN, infinite. */
  readonly finite: number;
  readonly missing: number;
  readonly infinite: number;
  /** Largest difference of a row's output within a batch of others and of its copies alone, relative to its size. */
  readonly dependence: number;
}

export type TrialReply = { readonly report: TrialReport } | { readonly failure: string };
