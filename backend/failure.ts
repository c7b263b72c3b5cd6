import type { ErrorCode } from './errors.ts';
import { NightjarError, asNightjarError } from './errors.ts';

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
