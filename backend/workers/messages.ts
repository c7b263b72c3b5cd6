import type { ErrorCode } from '../errors.ts';
import { NightjarError, asNightjarError } from '../errors.ts';

/** What the pool sends to a worker and back. */
export interface TaskMessage {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface WorkerSettings {
  /** Execution provider of ONNX Runtime. */
  readonly provider: 'auto' | 'cpu' | 'cuda';
}

export type ReplyMessage =
  /** Something for the log. */
  | { readonly line: string }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure };

/** An error as plain data: structured clone would drop its code. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cause: string | undefined;
}

export function packFailure(thrown: unknown): Failure {
  const error = asNightjarError(thrown);
  const cause = error === thrown ? error.cause : thrown;
  return {
    code: error.code,
    message: error.message,
    cause: cause instanceof Error ? (cause.stack ?? cause.message) : undefined,
  };
}

export function unpackFailure(failure: Failure): NightjarError {
  return new NightjarError(failure.code, failure.message, { cause: failure.cause });
}
