import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** int64 as numbers, and every field there even where the sender left it out; see messages.ts. */
const PLAIN: protobuf.IConversionOptions = { longs: Number, defaults: true, arrays: true, objects: true };

/**
 * The gRPC definitions of all services of a proto text by full name (`pluginv2.Data`), for servers and clients: methods by their
 * names in the text, messages as plain objects.
 */
export function serviceDefinitions(proto: string): Readonly<Record<string, ServiceDefinition>> {
  const { root, package: packageName = '' } = protobuf.parse(proto, { keepCase: true });
  root.resolveAll();
  const definitions: Record<string, ServiceDefinition> = {};
  for (const nested of root.define(packageName).nestedArray) {
    if (nested instanceof protobuf.Service) {
      const methods = nested.methodsArray.map(
        (method) => [method.name, methodDefinition(packageName, method)] as const
      );
      definitions[`${packageName}.${nested.name}`] = Object.fromEntries(methods);
    }
  }
  return definitions;
}

function methodDefinition(packageName: string, method: protobuf.Method): MethodDefinition<object, object> {
  const request = codec(method.resolvedRequestType);
  const response = codec(method.resolvedResponseType);
  return {
    path: `/${packageName}.${method.parent?.name}/${method.name}`,
    requestStream: method.requestStream ?? false,
    responseStream: method.responseStream ?? false,
    requestSerialize: request.serialize,
    requestDeserialize: request.deserialize,
    responseSerialize: response.serialize,
    responseDeserialize: response.deserialize,
    originalName: method.name,
  };
}

function codec(type: protobuf.Type | null): { serialize(value: object): Buffer; deserialize(bytes: Buffer): object } {
  if (!type) {
    throw new Error('A method of the proto text has a message type that the text lacks.');
  }
  return {
    // protobufjs writes into Buffers under Node. Shared, not copied: gRPC copies the bytes into its own message at once.
    serialize: (value) => type.encode(value).finish(true) as Buffer,
    deserialize: (bytes) => type.toObject(type.decode(bytes), PLAIN),
  };
}
