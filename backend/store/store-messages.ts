import type { Failure } from '../failure.ts';
import type { OperationName } from './operations.ts';

/** What the store's thread is sent; `close` is the last. */
export interface StoreRequest {
  readonly id: number;
  readonly name: OperationName | 'close';
  readonly input: unknown;
}

export type StoreReply =
  /** Something for the log. */
  | { readonly level: 'info' | 'warn'; readonly line: string }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure };
