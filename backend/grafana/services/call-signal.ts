import type { ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';

/** A signal that aborts when the caller gives a gRPC call up: cancelled, past its deadline, or gone. */
export function callSignal(
  call: ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>
): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort());
  if (call.cancelled) {
    controller.abort();
  }
  return controller.signal;
}
