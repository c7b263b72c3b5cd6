import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Engine } from '../answers/engine.ts';
import type { Log } from '../log.ts';
import { dataService } from './services/data.ts';
import { diagnosticsService } from './services/diagnostics.ts';
import { brokerService, controllerService, healthService, stdioService } from './services/go-plugin.ts';
import { resourceService } from './services/resource.ts';
import { streamService } from './services/stream.ts';
import { GO_PLUGIN_PROTOCOL, HEALTH_PROTOCOL, PLUGIN_PROTOCOL } from './wire/plugin-protocol.ts';
import { serializeQueryDataResponse } from './wire/query-data-response.ts';
import { serviceDefinitions } from './wire/service-definition.ts';

/** What Grafana's own SDK receives at most; frames that leave have no limit. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** For replies under way when the host ends the plugin. */
const GRACE_MS = 200;

/** A gRPC server without a port of its own. */
export interface GrpcServer {
  /** Serves a connection that someone else accepted. */
  accept(connection: Duplex): void;
  /** Lets replies under way leave, then breaks off what is still open: the host keeps its streams open for ever. */
  close(): Promise<void>;
}

/** Every service a Grafana datasource answers, over an engine that may still be loading. */
export function grpcServer(engine: () => Promise<Engine>, shutdown: () => void, log: Log): GrpcServer {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_REQUEST_BYTES,
    'grpc.max_send_message_length': -1,
    'grpc.enable_channelz': 0,
  });
  const definitions: Record<string, ServiceDefinition> = {
    ...serviceDefinitions(PLUGIN_PROTOCOL),
    ...serviceDefinitions(GO_PLUGIN_PROTOCOL),
    ...serviceDefinitions(HEALTH_PROTOCOL),
  };
  const data = definitions['pluginv2.Data'];
  const queryData = { ...data.QueryData, responseSerialize: serializeQueryDataResponse };
  definitions['pluginv2.Data'] = { ...data, QueryData: queryData };
  const services: Record<string, UntypedServiceImplementation> = {
    'grpc.health.v1.Health': healthService(),
    'plugin.GRPCController': controllerService(shutdown),
    'plugin.GRPCStdio': stdioService(),
    'plugin.GRPCBroker': brokerService(),
    'pluginv2.Data': dataService(engine, log),
    'pluginv2.Diagnostics': diagnosticsService(engine, log),
    'pluginv2.Resource': resourceService(engine, log),
    'pluginv2.Stream': streamService(engine, log),
  };
  for (const [name, implementation] of Object.entries(services)) {
    server.addService(definitions[name], implementation);
  }
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const connections = new Set<Duplex>();
  return {
    accept: (connection) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      injector.injectConnection(connection);
    },
    close: async () => {
      injector.drain(GRACE_MS);
      await Promise.all([...connections].map((connection) => once(connection, 'close')));
      server.forceShutdown();
    },
  };
}
