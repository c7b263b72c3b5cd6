import type { UntypedServiceImplementation, handleUnaryCall } from '@grpc/grpc-js';
import type { Engine } from '../../answers/engine.ts';
import { asNightjarError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { logFailure } from '../log-failure.ts';
import { connectionOf } from '../plugin-context.ts';
import { HEALTH_STATUS } from '../wire/messages.ts';
import type { CheckHealthRequest, CheckHealthResponse, CollectMetricsResponse } from '../wire/messages.ts';
import { callSignal } from './call-signal.ts';
import { grpcError } from './grpc-error.ts';

/** "Save & test" of the datasource, and the metrics that Grafana collects from its plugins. */
export function diagnosticsService(engine: () => Promise<Engine>, log: Log): UntypedServiceImplementation {
  const CheckHealth: handleUnaryCall<CheckHealthRequest, CheckHealthResponse> = (call, callback) => {
    checkHealth(engine, call.request, callSignal(call), log).then(
      (response) => callback(null, response),
      (error: unknown) => callback(grpcError(error))
    );
  };
  const CollectMetrics: handleUnaryCall<object, CollectMetricsResponse> = (_call, callback) => {
    engine()
      .then((ready) => ready.metrics())
      .then(
        (text) => callback(null, { metrics: { prometheus: Buffer.from(text) } }),
        (error: unknown) => {
          logFailure(log, 'metrics failed', error);
          callback(grpcError(error));
        }
      );
  };
  return { CheckHealth, CollectMetrics };
}

async function checkHealth(
  engine: () => Promise<Engine>,
  request: CheckHealthRequest,
  signal: AbortSignal,
  log: Log
): Promise<CheckHealthResponse> {
  try {
    const report = await (await engine()).checkHealth(connectionOf(request.pluginContext), signal);
    return {
      status: report.ok ? HEALTH_STATUS.ok : HEALTH_STATUS.error,
      message: report.message,
      jsonDetails: Buffer.from(JSON.stringify(report.details)),
    };
  } catch (thrown) {
    logFailure(log, 'health check failed', thrown);
    const error = asNightjarError(thrown);
    return {
      status: HEALTH_STATUS.error,
      message: error.message,
      jsonDetails: Buffer.from(JSON.stringify({ code: error.code })),
    };
  }
}
