import type {
  ServerDuplexStream,
  ServerWritableStream,
  UntypedServiceImplementation,
  handleUnaryCall,
} from '@grpc/grpc-js';

/** The host's "end now": answer first, then end; the host waits two seconds before it kills. */
export function controllerService(shutdown: () => void): UntypedServiceImplementation {
  const Shutdown: handleUnaryCall<object, object> = (_call, callback) => {
    callback(null, {});
    setImmediate(shutdown);
  };
  return { Shutdown };
}

/** The host listens here for what a plugin prints. Nightjar logs on stderr, so the stream stays open and empty. */
export function stdioService(): UntypedServiceImplementation {
  return {
    StreamStdio: (call: ServerWritableStream<object, object>) => {
      call.on('cancelled', () => call.end());
    },
  };
}

/** The broker opens further connections between host and plugin; Grafana opens none. */
export function brokerService(): UntypedServiceImplementation {
  return {
    StartStream: (call: ServerDuplexStream<object, object>) => {
      call.on('end', () => call.end());
      call.resume();
    },
  };
}

const SERVING = 1;

/** gRPC health of the service "plugin": this process answers, whatever its engine does. */
export function healthService(): UntypedServiceImplementation {
  const Check: handleUnaryCall<object, object> = (_call, callback) => callback(null, { status: SERVING });
  return { Check };
}
