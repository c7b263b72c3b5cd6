import { z } from 'zod';
import { defineRoute } from '../route.ts';
import type { RouteContext } from '../route.ts';
import { timeSchema } from '../query/time.ts';

const selectors = z
  .union([z.string().max(5_000), z.array(z.string().max(5_000)).max(20)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const query = z.object({
  'match[]': selectors.optional(),
  match: selectors.optional(),
  start: z
    .union([
      z
        .string()
        .regex(/^\d+(\.\d+)?$/)
        .transform((text) => Number(text) * 1000),
      timeSchema,
    ])
    .optional(),
  end: z
    .union([
      z
        .string()
        .regex(/^\d+(\.\d+)?$/)
        .transform((text) => Number(text) * 1000),
      timeSchema,
    ])
    .optional(),
  limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
});

const reply = z.object({
  status: z.literal('success'),
  data: z.unknown().describe("As Prometheus's own API answers."),
});

type Reply = z.infer<typeof reply>;

async function pass(
  path: string,
  input: z.infer<typeof query>,
  { core, connection, signal }: RouteContext
): Promise<Reply> {
  const match = input['match[]'] ?? input.match;
  const parameters = {
    ...(match ? { 'match[]': match } : {}),
    ...(input.start !== undefined ? { start: (input.start / 1000).toFixed(3) } : {}),
    ...(input.end !== undefined ? { end: (input.end / 1000).toFixed(3) } : {}),
    limit: String(input.limit),
  };
  return { status: 'success', data: cut(await core.metadata(connection, path, parameters, signal), input.limit) };
}

/** Servers that know no `limit` answer with everything. */
function cut(data: unknown, limit: number): unknown {
  return Array.isArray(data) ? data.slice(0, limit) : data;
}

const shared = { method: 'get', role: 'Viewer', query, reply } as const;

export const labelsRoute = defineRoute({
  ...shared,
  path: '/prometheus/labels',
  summary: "Names of labels, for the PromQL editor's completion.",
  handle: ({ query: input }, context) => pass('/api/v1/labels', input, context),
});

export const labelValuesRoute = defineRoute({
  ...shared,
  path: '/prometheus/label/:name/values',
  summary: 'Values of a label; of __name__, the metrics there are.',
  params: z.object({
    name: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'must be the name of a label' })
      .max(200),
  }),
  handle: ({ params, query: input }, context) => pass(`/api/v1/label/${params.name}/values`, input, context),
});

export const seriesRoute = defineRoute({
  ...shared,
  path: '/prometheus/series',
  summary: 'Series that match selectors.',
  handle: ({ query: input }, context) => pass('/api/v1/series', input, context),
});

export const metadataRoute = defineRoute({
  ...shared,
  path: '/prometheus/metadata',
  summary: 'Type, unit and help of metrics.',
  query: z.object({
    metric: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
  }),
  async handle({ query: { metric, limit } }, { core, connection, signal }): Promise<Reply> {
    const parameters = { ...(metric ? { metric } : {}), limit: String(limit) };
    return { status: 'success', data: await core.metadata(connection, '/api/v1/metadata', parameters, signal) };
  },
});

/** The editor asks which PromQL features are on; Prometheus's flags themselves are nobody's business here. */
export const flagsRoute = defineRoute({
  method: 'get',
  role: 'Viewer',
  path: '/prometheus/status/flags',
  summary: 'Feature flags for the PromQL editor; always none.',
  reply,
  handle: (): Reply => ({ status: 'success', data: {} }),
});
