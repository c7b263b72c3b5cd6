import { status } from '@grpc/grpc-js';
import { asNightjarError } from '../../errors.ts';

/** What was thrown, as a gRPC status, for the calls whose reply has no place for an error. */
export function grpcError(thrown: unknown): Error & { code: status; details: string } {
  const error = asNightjarError(thrown);
  const code =
    error.code === 'cancelled'
      ? status.CANCELLED
      : error.source === 'downstream'
        ? status.UNAVAILABLE
        : error.status < 500
          ? status.INVALID_ARGUMENT
          : status.INTERNAL;
  return Object.assign(new Error(error.message), { code, details: error.message });
}
