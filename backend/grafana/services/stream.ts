import { once } from 'node:events';
import type { ServerWritableStream, UntypedServiceImplementation, handleUnaryCall } from '@grpc/grpc-js';
import type { Engine } from '../../answers/engine.ts';
import { NightjarError } from '../../errors.ts';
import { encodeJson } from '../../frames/json.ts';
import type { Log } from '../../log.ts';
import { logFailure } from '../log-failure.ts';
import { connectionOf } from '../plugin-context.ts';
import { STREAM_STATUS } from '../wire/messages.ts';
import type { StreamPacket, StreamRequest, StreamStatusResponse } from '../wire/messages.ts';
import { callSignal } from './call-signal.ts';
import { grpcError } from './grpc-error.ts';
import { storedQuery } from './stored-query.ts';

const SCORES = 'scores/';

/**
 * Grafana Live channels of the datasource: `scores/<query>` sends the scores of a query as they come, each packet a frame as JSON.
 * The query is the subscription's data (JSON), or else base64url of its JSON in the path.
 */
export function streamService(engine: () => Promise<Engine>, log: Log): UntypedServiceImplementation {
  const SubscribeStream: handleUnaryCall<StreamRequest, StreamStatusResponse> = (call, callback) => {
    callback(null, { status: readQuery(call.request) === undefined ? STREAM_STATUS.notFound : STREAM_STATUS.ok });
  };
  const PublishStream: handleUnaryCall<StreamRequest, StreamStatusResponse> = (_call, callback) => {
    callback(null, { status: STREAM_STATUS.permissionDenied });
  };
  const RunStream = (call: ServerWritableStream<StreamRequest, StreamPacket>): void => {
    run(engine, call).then(
      () => call.end(),
      (thrown: unknown) => {
        logFailure(log, 'stream failed', thrown);
        call.emit('error', grpcError(thrown));
      }
    );
  };
  return { SubscribeStream, PublishStream, RunStream };
}

async function run(
  engine: () => Promise<Engine>,
  call: ServerWritableStream<StreamRequest, StreamPacket>
): Promise<void> {
  const signal = callSignal(call);
  const model = readQuery(call.request);
  if (model === undefined) {
    throw new NightjarError('not-found', `There is no stream '${call.request.path}': subscribe to scores/<query>.`);
  }
  try {
    const frames = (await engine()).streamScores(connectionOf(call.request.pluginContext), model, signal);
    for await (const frame of frames) {
      if (!call.write({ data: Buffer.from(JSON.stringify(encodeJson(frame))) })) {
        await once(call, 'drain', { signal });
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

/** The query of a subscription, or undefined where it names none. Whether it is a good one is for the engine to say. */
function readQuery({ path, data }: StreamRequest): unknown {
  if (!path.startsWith(SCORES)) {
    return undefined;
  }
  const text = data.length > 0 ? data.toString() : Buffer.from(path.slice(SCORES.length), 'base64url').toString();
  try {
    const query = JSON.parse(text) as unknown;
    return typeof query === 'object' && query !== null ? storedQuery(query) : undefined;
  } catch {
    // Not a channel of ours: Grafana is told "not found".
    return undefined;
  }
}
