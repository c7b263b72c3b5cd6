import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const id = z.string().trim().min(1).max(200);
const newConfig = z.strictObject({
  type: z.string().trim().min(1).max(60).default('service'),
  values: z
    .record(z.string().min(1).max(200), z.union([z.number(), z.string().max(1_000)]))
    .refine((values) => Object.keys(values).length <= 500, { error: 'at most 500 values' })
    .describe('All of its settings; numbers are compared with what comes of them.'),
});
const configRecord = z.object({
  id: z.string(),
  type: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string()])),
  at: z.number().describe('ms since the epoch'),
});

export const putConfigRoute = defineMonitorRoute({
  method: 'put',
  path: '/components/:id/config',
  summary: 'Says how a component is configured from now on; each change is kept, and what came of it compared.',
  role: 'Editor',
  params: z.object({ id }),
  body: newConfig,
  reply: configRecord,
  async handle({ params, body }, { core, owner, caller }) {
    const { values, ...rest } = await core.recommendations.putConfig(owner, { id: params.id, ...body }, caller);
    return { ...rest, values: { ...values } };
  },
});

export const getConfigRoute = defineMonitorRoute({
  method: 'get',
  path: '/components/:id/config',
  summary: 'How a component is configured, as it was said last.',
  role: 'Viewer',
  params: z.object({ id }),
  reply: configRecord,
  async handle({ params }, { core, owner }) {
    const found = (await core.recommendations.configs(owner)).find((config) => config.id === params.id);
    if (!found) {
      throw new NightjarError(
        'not-found',
        `Nobody said how '${params.id.slice(0, 60)}' is configured: PUT its values to this path.`
      );
    }
    return { ...found, values: { ...found.values } };
  },
});
