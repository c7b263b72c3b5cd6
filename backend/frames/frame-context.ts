import type { NightjarQuery } from '../../contract/query.ts';
import type { Notice } from './frame.ts';

/** What all frames of an answer share; `step` in ms, `expr` as it was sent to Prometheus. */
export interface FrameContext {
  readonly query: NightjarQuery;
  readonly expr: string;
  readonly step: number;
  readonly notices: readonly Notice[];
  readonly pendingFits: number;
  readonly pendingChoices: number;
  /** Whose kept results the frames hold; absent where they were computed for the query. */
  readonly monitor?: { readonly id: string; readonly name: string };
}
