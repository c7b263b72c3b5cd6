import { z } from 'zod';
import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

const ERRORS: Record<string, string> = {
  400: 'The request is wrong; the message says where.',
  401: 'A token is needed.',
  403: "The caller's role does not suffice.",
  404: 'There is no such thing here, or it belongs to somebody else.',
  409: 'It has changed meanwhile: read it again.',
  413: 'The request is larger than the cap that the message names.',
  422: 'The query asks for more series or points than the cap that the message names.',
  500: "A failure of Nightjar's own.",
  502: 'Prometheus failed; the message says how.',
  503: 'Not now: Prometheus is overloaded, or another process writes to the store; the message says which.',
  504: 'Prometheus took too long.',
};

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0) made from the routes' schemas. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nightjar',
      version,
      description: 'Machine learning for Prometheus series. Errors are {error: {code, message}}.',
    },
    paths,
    components: {
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ token: [] }],
  };
}

function operation(route: Route): Json {
  const failures = Object.entries(ERRORS).map(([status, description]) => [
    status,
    { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
  ]);
  return {
    summary: route.summary,
    description: `Least role: ${route.role}.`,
    operationId: `${route.method}${route.path.replace(/[^A-Za-z]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
        }
      : {}),
    responses: {
      200: {
        description: 'The answer.',
        content: { 'application/json': { schema: jsonSchema(route.reply, 'output') } },
      },
      ...Object.fromEntries(failures),
    },
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) {
    return [];
  }
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
