import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { isNativeError } from 'node:util/types';
import type { ServerWritableStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Caller, Connection, Engine } from '../../answers/engine.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { inProcessHttp } from '../in-process-http.ts';
import type { InProcessRequest } from '../in-process-http.ts';
import { logFailure } from '../log-failure.ts';
import { callerOf, connectionOf } from '../plugin-context.ts';
import type { CallResourceRequest, CallResourceResponse, StringLists } from '../wire/messages.ts';
import { callSignal } from './call-signal.ts';
import { grpcError } from './grpc-error.ts';

type ResourceCall = ServerWritableStream<CallResourceRequest, CallResourceResponse>;
type Send = (request: InProcessRequest) => Promise<IncomingMessage>;

/** Names the call a request of the app belongs to. Set by this door alone; a client's is dropped. */
const CALL_HEADER = 'x-nightjar-call';

/** Of one connection, not of the message; and credentials that are Grafana's, not ours. */
const DROPPED = new Set([
  CALL_HEADER,
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
  'host',
  'authorization',
  'cookie',
]);

/** CallResource: the engine's HTTP routes, answered in this process, replies streamed as they are written. */
export function resourceService(engine: () => Promise<Engine>, log: Log): UntypedServiceImplementation {
  const calls = new Map<unknown, { caller: Caller; connection: Connection }>();
  let routes: Promise<Send> | undefined;
  const send = async (): Promise<Send> => {
    routes ??= engine().then((ready) =>
      inProcessHttp(
        ready.app(({ headers }) => {
          const identity = calls.get(headers[CALL_HEADER]);
          if (!identity) {
            throw new NightjarError('unauthenticated', 'The request did not come through Grafana: ask Grafana for it.');
          }
          return identity;
        })
      )
    );
    routes.catch(() => (routes = undefined));
    return routes;
  };

  const CallResource = (call: ResourceCall): void => {
    const id = randomUUID();
    const answer = async (): Promise<void> => {
      let reply: IncomingMessage;
      try {
        const { pluginContext } = call.request;
        calls.set(id, { caller: callerOf(pluginContext), connection: connectionOf(pluginContext) });
        reply = await forward(await send(), call, id);
      } catch (thrown) {
        logFailure(log, 'resource call failed', thrown, { path: call.request.path });
        call.write(errorReply(thrown));
        return;
      }
      await relay(reply, call);
    };
    answer()
      .then(
        () => call.end(),
        (thrown: unknown) => {
          logFailure(log, 'resource reply broke off', thrown, { path: call.request.path });
          call.emit('error', grpcError(thrown));
        }
      )
      .finally(() => calls.delete(id));
  };
  return { CallResource };
}

async function forward(send: Send, call: ResourceCall, id: string): Promise<IncomingMessage> {
  const { method, url, headers, body } = call.request;
  const request = {
    method,
    url: url.startsWith('/') ? url : `/${url}`,
    headers: { ...requestHeaders(headers), [CALL_HEADER]: id },
    body,
    signal: callSignal(call),
  };
  try {
    return await send(request);
  } catch (cause) {
    if (isUnwritable(cause)) {
      throw new NightjarError('bad-request', `The request is no valid HTTP: ${cause.message}.`, { cause });
    }
    throw cause;
  }
}

/** What Node's HTTP client refuses to write: a space in the path, a control character in a header. */
function isUnwritable(error: unknown): error is Error {
  return isNativeError(error) && 'code' in error && /^ERR_(UNESCAPED|INVALID)_/.test(String(error.code));
}

async function relay(reply: IncomingMessage, call: ResourceCall): Promise<void> {
  call.write({ code: reply.statusCode, headers: replyHeaders(reply.rawHeaders) });
  for await (const piece of reply as AsyncIterable<Buffer>) {
    if (!call.write({ body: piece })) {
      await once(call, 'drain', { signal: callSignal(call) });
    }
  }
}

function requestHeaders(headers: StringLists): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !DROPPED.has(name.toLowerCase()))
      .map(([name, { values }]) => [name, [...values]])
  );
}

function replyHeaders(raw: readonly string[]): StringLists {
  const lists: Record<string, { values: string[] }> = {};
  for (let i = 0; i < raw.length; i += 2) {
    if (!DROPPED.has(raw[i].toLowerCase())) {
      (lists[raw[i]] ??= { values: [] }).values.push(raw[i + 1]);
    }
  }
  return lists;
}

function errorReply(thrown: unknown): CallResourceResponse {
  const { code, message, status } = asNightjarError(thrown);
  return {
    code: status,
    headers: { 'Content-Type': { values: ['application/json; charset=utf-8'] } },
    body: Buffer.from(JSON.stringify({ error: { code, message } })),
  };
}
