import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UntypedServiceImplementation, handleUnaryCall } from '@grpc/grpc-js';
import type { Engine, IncomingQuery, QueryAnswer } from '../../answers/engine.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import { encodeArrow } from '../../frames/arrow.ts';
import type { Log } from '../../log.ts';
import { logFailure } from '../log-failure.ts';
import { connectionOf } from '../plugin-context.ts';
import type { DataQuery, DataResponse, QueryDataRequest, QueryDataResponse } from '../wire/messages.ts';
import { callSignal } from './call-signal.ts';
import { grpcError } from './grpc-error.ts';
import { storedQuery } from './stored-query.ts';

/** Encoding gives way to health checks and other calls after so many ms. */
const TURN_MS = 10;

/** QueryData: queries of a dashboard, an annotation or an alert rule in, Arrow frames or an error a refId out. */
export function dataService(engine: () => Promise<Engine>, log: Log): UntypedServiceImplementation {
  const QueryData: handleUnaryCall<QueryDataRequest, QueryDataResponse> = (call, callback) => {
    answer(engine, call.request, callSignal(call), log).then(
      (response) => callback(null, response),
      (error: unknown) => callback(grpcError(error))
    );
  };
  return { QueryData };
}

async function answer(
  engine: () => Promise<Engine>,
  request: QueryDataRequest,
  signal: AbortSignal,
  log: Log
): Promise<QueryDataResponse> {
  const responses: Record<string, DataResponse> = {};
  const fail = (refId: string, thrown: unknown): void => {
    responses[refId] = failure(thrown);
    logFailure(log, 'query failed', thrown, { refId });
  };

  const queries: IncomingQuery[] = [];
  for (const query of request.queries) {
    try {
      queries.push(readQuery(query));
    } catch (error) {
      fail(query.refId, error);
    }
  }
  let answers: QueryAnswer[] = [];
  try {
    const connection = connectionOf(request.pluginContext);
    answers = await (await engine()).answerQueries(connection, queries, { signal, patient: isAlert(request.headers) });
  } catch (error) {
    queries.forEach(({ refId }) => fail(refId, error));
  }
  for (const { refId, frames, error } of answers) {
    try {
      const encoded = await encodeFrames(frames);
      responses[refId] = error ? { ...failure(error), frames: encoded } : { frames: encoded, status: 200 };
      if (error) {
        logFailure(log, 'query failed', error, { refId });
      }
    } catch (thrown) {
      fail(refId, thrown);
    }
  }
  return { responses };
}

function readQuery(query: DataQuery): IncomingQuery {
  if (!query.timeRange) {
    throw new NightjarError('bad-query', `Query ${query.refId} has no time range: send one.`);
  }
  const { fromEpochMS: from, toEpochMS: to } = query.timeRange;
  try {
    return { refId: query.refId, model: storedQuery(JSON.parse(query.json.toString())), from, to };
  } catch (cause) {
    throw new NightjarError('bad-query', `Query ${query.refId} is no valid JSON: send an object with an expr.`, {
      cause,
    });
  }
}

/** Grafana marks the evaluations of alert rules by a header; they wait for the exact answer. */
function isAlert(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(([name, value]) => name.toLowerCase() === 'fromalert' && value === 'true');
}

async function encodeFrames(frames: QueryAnswer['frames']): Promise<Uint8Array[]> {
  const encoded: Uint8Array[] = [];
  let turn = performance.now();
  for (const frame of frames) {
    encoded.push(encodeArrow(frame));
    if (performance.now() - turn > TURN_MS) {
      await nextTurn();
      turn = performance.now();
    }
  }
  return encoded;
}

function failure(thrown: unknown): DataResponse {
  const error = asNightjarError(thrown);
  return { error: error.message, status: error.status, errorSource: error.source };
}
