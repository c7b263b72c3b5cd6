import { z } from 'zod';
import { providerState } from './provider.ts';
import { storeState } from './store-state.ts';
import { defineRoute } from '../route.ts';

const reply = z.object({
  status: z.enum(['ok', 'degraded']).describe('degraded: the engine runs, but Prometheus does not answer.'),
  engine: z.object({
    version: z.string(),
    node: z.string(),
    platform: z.string(),
    uptimeSeconds: z.number(),
    memoryBytes: z.number(),
    workers: z.number(),
  }),
  provider: z.object({ name: z.string(), reason: z.string() }).describe('Where ONNX models run, and why there.'),
  prometheus: z.object({ ok: z.boolean(), message: z.string() }),
  store: z
    .object({
      kind: z.enum(['sqlite', 'memory']),
      ok: z.boolean().describe('Whether fitted models outlive a restart, and nothing has failed.'),
      message: z.string().describe('In sentences; the folder and the process are for administrators.'),
      bytes: z.number(),
      maxBytes: z.number(),
      models: z.number(),
      files: z.number(),
      schemaVersion: z.number(),
      writes: z.boolean().describe('false: another process evaluates this store, and this one only reads it.'),
    })
    .describe('Where fitted models are kept.'),
  models: z.object({ cached: z.number(), bytes: z.number(), maxBytes: z.number(), waitingFits: z.number() }),
});

export type HealthReply = z.infer<typeof reply>;

/** State of engine, provider, Prometheus and store. Always 200 while the engine runs: the parts say how they are. */
export const healthRoute = defineRoute({
  method: 'get',
  path: '/health',
  summary: 'State of the engine and of what it depends on.',
  role: 'Viewer',
  reply,
  async handle(_input, { core, connection, caller, signal }) {
    const [prometheus, provider, store] = await Promise.all([
      core.checkHealth(connection, signal),
      providerState(core.config.provider),
      storeState(core.store, caller.role === 'Admin'),
    ]);
    const status: 'ok' | 'degraded' = prometheus.ok ? 'ok' : 'degraded';
    return {
      status,
      engine: {
        version: core.version,
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        uptimeSeconds: Math.round((Date.now() - core.startedAt) / 1000),
        memoryBytes: process.memoryUsage.rss(),
        workers: core.config.workers,
      },
      provider,
      prometheus: { ok: prometheus.ok, message: prometheus.message },
      store,
      models: {
        cached: core.evaluator.cache.models,
        bytes: core.evaluator.cache.bytes,
        maxBytes: core.evaluator.cache.maxBytes,
        waitingFits: core.evaluator.waitingFits,
      },
    };
  },
});
