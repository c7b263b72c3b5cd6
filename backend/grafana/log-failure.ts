import type { Log, LogFields } from '../log.ts';
import { asNightjarError } from '../errors.ts';

/** Logs what went wrong: the user's and Prometheus's doing as one debug line, our own failures as errors with their cause. */
export function logFailure(log: Log, message: string, thrown: unknown, fields: LogFields = {}): void {
  const error = asNightjarError(thrown);
  const expected = error.source === 'downstream' || error.status < 500;
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : undefined;
  log(expected ? 'debug' : 'error', message, {
    ...fields,
    code: error.code,
    error: error.message,
    ...(cause !== undefined && !expected ? { cause } : {}),
  });
}
