import { Client, credentials, status } from '@grpc/grpc-js';
import type { ClientReadableStream, MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type {
  CallResourceResponse,
  CheckHealthResponse,
  CollectMetricsResponse,
  QueryDataResponse,
  StreamPacket,
  StreamStatusResponse,
} from '../../backend/grafana/wire/messages.ts';
import { GO_PLUGIN_PROTOCOL, HEALTH_PROTOCOL, PLUGIN_PROTOCOL } from '../../backend/grafana/wire/plugin-protocol.ts';
import { serviceDefinitions } from '../../backend/grafana/wire/service-definition.ts';

const definitions: Readonly<Record<string, ServiceDefinition>> = {
  ...serviceDefinitions(PLUGIN_PROTOCOL),
  ...serviceDefinitions(GO_PLUGIN_PROTOCOL),
  ...serviceDefinitions(HEALTH_PROTOCOL),
};

/** Bytes a sender may be ahead of the reader: what Go's client widens to at most. */
const FLOW_CONTROL_WINDOW = 16 * 1024 * 1024;

/** A datasource as Grafana stores it, and who asks. */
export interface Context {
  readonly uid?: string;
  readonly jsonData?: object | string;
  readonly secureJsonData?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly role?: string;
}

export interface Query {
  readonly refId: string;
  readonly model: object | string;
  readonly from: number;
  readonly to: number;
}

export interface ResourceReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly pieces: number;
}

/** Grafana's side of the plugin protocol over one connection. */
export class PluginClient {
  private readonly client: Client;

  private readonly deadlineMs: number;

  /** @param deadlineMs After so long the caller gives a unary call up. */
  constructor(address: string, deadlineMs = 60_000) {
    this.deadlineMs = deadlineMs;
    this.client = new Client(address, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.enable_channelz': 0,
      // Grafana's client, Go's, widens the window by itself; 64 KiB would make many small turns of a large reply.
      'grpc-node.flow_control_window': FLOW_CONTROL_WINDOW,
    });
  }

  ping(): Promise<{ status: number }> {
    return this.unary('grpc.health.v1.Health', 'Check', { service: 'plugin' });
  }

  shutdown(): Promise<object> {
    return this.unary('plugin.GRPCController', 'Shutdown', {});
  }

  /** The streams go-plugin keeps open from start to end. */
  openHostStreams(): void {
    const stdio = this.stream('plugin.GRPCStdio', 'StreamStdio', {});
    stdio.on('error', ignoreEnd);
    const broker = this.client.makeBidiStreamRequest(
      '/plugin.GRPCBroker/StartStream',
      method('plugin.GRPCBroker', 'StartStream').requestSerialize,
      method('plugin.GRPCBroker', 'StartStream').responseDeserialize
    );
    broker.on('error', ignoreEnd);
    broker.resume();
    stdio.resume();
  }

  checkHealth(context: Context): Promise<CheckHealthResponse> {
    return this.unary('pluginv2.Diagnostics', 'CheckHealth', { pluginContext: pluginContext(context) });
  }

  async metrics(): Promise<string> {
    const reply = await this.unary<CollectMetricsResponse>('pluginv2.Diagnostics', 'CollectMetrics', {});
    return Buffer.from(reply.metrics.prometheus).toString();
  }

  queryData(
    context: Context,
    queries: readonly Query[],
    headers: Readonly<Record<string, string>> = {}
  ): Promise<QueryDataResponse> {
    return this.unary('pluginv2.Data', 'QueryData', {
      pluginContext: pluginContext(context),
      headers,
      queries: queries.map(({ refId, model, from, to }) => ({
        refId,
        json: bytes(model),
        timeRange: { fromEpochMS: from, toEpochMS: to },
      })),
    });
  }

  /** A resource call, its reply read to the end. */
  async resource(context: Context, verb: string, url: string, body: string | object = ''): Promise<ResourceReply> {
    const call = this.resourceCall(context, verb, url, body);
    let first: CallResourceResponse | undefined;
    const pieces: Uint8Array[] = [];
    for await (const message of call as AsyncIterable<CallResourceResponse>) {
      first ??= message;
      if (message.body && message.body.length > 0) {
        pieces.push(message.body);
      }
    }
    const headers = Object.entries(first?.headers ?? {}).map(
      ([name, { values }]) => [name.toLowerCase(), values] as const
    );
    return {
      status: first?.code ?? 0,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(pieces).toString(),
      pieces: pieces.length,
    };
  }

  resourceCall(
    context: Context,
    verb: string,
    url: string,
    body: string | object = '',
    headers: Readonly<Record<string, { values: string[] }>> = { 'Content-Type': { values: ['application/json'] } }
  ): ClientReadableStream<object> {
    return this.stream('pluginv2.Resource', 'CallResource', {
      pluginContext: pluginContext(context),
      method: verb,
      url,
      path: url.split('?')[0],
      headers,
      body: bytes(body),
    });
  }

  subscribe(context: Context, path: string, data: object | string = ''): Promise<StreamStatusResponse> {
    return this.unary('pluginv2.Stream', 'SubscribeStream', {
      pluginContext: pluginContext(context),
      path,
      data: bytes(data),
    });
  }

  publish(context: Context, path: string): Promise<StreamStatusResponse> {
    return this.unary('pluginv2.Stream', 'PublishStream', { pluginContext: pluginContext(context), path });
  }

  /** The first `count` packets of a stream, as parsed JSON; the stream is cancelled then. */
  packets(context: Context, path: string, count: number, data: object | string = ''): Promise<unknown[]> {
    const call = this.stream('pluginv2.Stream', 'RunStream', {
      pluginContext: pluginContext(context),
      path,
      data: bytes(data),
    });
    const packets: unknown[] = [];
    return new Promise((resolve, reject) => {
      call.on('data', (packet: StreamPacket) => {
        if (packets.push(JSON.parse(Buffer.from(packet.data).toString())) === count) {
          resolve(packets);
          call.cancel();
        }
      });
      call.on('end', () => resolve(packets));
      call.on('error', reject);
    });
  }

  close(): void {
    this.client.close();
  }

  private unary<T>(service: string, name: string, request: object): Promise<T> {
    const { path, requestSerialize, responseDeserialize } = method(service, name);
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        { deadline: Date.now() + this.deadlineMs },
        (error, value) => (error ? reject(error) : resolve(value as T))
      );
    });
  }

  private stream(service: string, name: string, request: object): ClientReadableStream<object> {
    const { path, requestSerialize, responseDeserialize } = method(service, name);
    return this.client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  }
}

function method(service: string, name: string): MethodDefinition<object, object> {
  return definitions[service][name];
}

function ignoreEnd(error: { code?: number }): void {
  if (error.code !== status.CANCELLED && error.code !== status.UNAVAILABLE) {
    throw error;
  }
}

function bytes(value: object | string): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function pluginContext(context: Context): object {
  return {
    orgId: 1,
    pluginId: 'nightjar-ml-datasource',
    user: { login: 'ada', name: 'Ada', email: 'ada@example.org', role: context.role ?? 'Admin' },
    dataSourceInstanceSettings: {
      name: 'Nightjar',
      uid: context.uid ?? 'nightjar',
      url: context.url ?? '',
      jsonData: bytes(context.jsonData ?? {}),
      decryptedSecureJsonData: context.secureJsonData ?? {},
    },
  };
}
