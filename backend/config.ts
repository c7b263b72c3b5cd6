import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseDuration } from '../contract/duration.ts';
import { NightjarError } from './errors.ts';
import { alertOptionsChange } from './incidents/options-schema.ts';

const MIB = 1024 * 1024;

const duration = z.string().refine((text) => parseDuration(text) !== null, {
  error: 'must be a duration such as 30s, 5m or 14d',
});

/** Connection of the stand-alone engine: the datasource's `jsonData` and `secureJsonData` under one roof. */
const connectionSchema = z.strictObject({
  settings: z.record(z.string(), z.unknown()).default({}).describe('As the datasource settings in Grafana.'),
  secrets: z.record(z.string(), z.string()).default({}).describe('As the secure settings in Grafana.'),
});

/** The engine's own configuration; every field has a default. Sizes in bytes, durations as Prometheus writes them. */
export const engineConfigSchema = z.strictObject({
  /** Execution provider of ONNX Runtime; `auto` takes CUDA where the runtime has it. */
  provider: z.enum(['auto', 'cpu', 'cuda']).default('auto'),
  /** Threads for fitting, scoring and parsing; they start when first needed. With two or more, one is kept free of background work. */
  workers: z
    .int()
    .min(1)
    .max(64)
    .default(() => Math.max(2, Math.min(availableParallelism() - 1, 4))),
  /** Distance of the instants models are fitted at, aligned to the epoch (UTC). */
  refitEvery: duration.default('1d'),
  /** The most models one series may need for one query before every 2nd, 4th, ... instant is taken. */
  maxFitsPerSeries: z.int().min(1).max(1_000).default(35),
  /** Bytes of fitted models kept in memory. */
  modelCacheBytes: z
    .int()
    .min(MIB)
    .default(96 * MIB),
  /** Bytes of forecasts kept in memory. */
  forecastCacheBytes: z
    .int()
    .min(MIB)
    .default(64 * MIB),
  /** The largest reply of Prometheus that is read. */
  maxReplyBytes: z
    .int()
    .min(64 * 1024)
    .default(128 * MIB),
  /** The largest request body the HTTP routes take. */
  maxRequestBytes: z.int().min(1024).default(MIB),
  /** The largest body of alerts that the routes take from Alertmanager, Grafana and scripts. */
  maxAlertBytes: z
    .int()
    .min(1024)
    .default(16 * MIB),
  /** Alerts of one request. */
  maxAlerts: z.int().min(1).max(1_000_000).default(20_000),
  /** How often the alerts of an Alertmanager are read, where settings name one. */
  alertmanagerPollEvery: duration.default('15s'),
  /** How long an Alertmanager that was started is given to be told again of what fires, before what it lacks has ended. */
  alertmanagerSettle: duration.default('2m'),
  /** Options of alerts, incidents and recommendations that hold where nobody has changed them. */
  alerts: alertOptionsChange.default({}),
  /** Queries of one request. */
  maxQueries: z.int().min(1).default(50),
  /** Queries that are evaluated at once; further ones wait. */
  maxConcurrentQueries: z.int().min(1).default(8),
  /** Requests to one Prometheus at once. */
  sourceConcurrency: z.int().min(1).max(64).default(4),
  /** Seed of every fit: the same seed gives the same model. */
  seed: z.int().min(0).default(1),
  /** Folder of the store, where fitted models outlive a restart; null where none was found: they are kept in memory only. */
  dataFolder: z.string().min(1).max(4_000).nullable().optional(),
  /** The largest the store may be before the models unused the longest go. */
  storeMaxBytes: z
    .int()
    .min(16 * MIB)
    .default(1024 * MIB),
  /** Models that nobody has asked for this long go. */
  storeMaxAge: duration.default('90d'),
  /** How long monitors' results are kept. */
  resultsMaxAge: duration.default('30d'),
  /** How long detections are kept, with what people said of them. */
  detectionsMaxAge: duration.default('400d'),
  /** How long is kept who changed what. */
  auditMaxAge: duration.default('400d'),
  /** How long a deleted monitor can be brought back. */
  deletedMonitorsMaxAge: duration.default('30d'),
  /** Folder of YAML files of monitors, followed while they change; null for none. */
  monitorsFolder: z.string().min(1).max(4_000).nullable().default(null),
  /** The largest file of a user that the store takes. */
  storeMaxFileBytes: z
    .int()
    .min(1024)
    .default(64 * MIB),
  /** Monitors that are evaluated at once; the oldest due first. */
  monitorConcurrency: z.int().min(1).max(64).default(4),
  /** Queries that monitors may send to one Prometheus, a second. */
  monitorQueriesPerSecond: z.number().min(0.1).max(10_000).default(50),
  /** Points (series x instants) of one part of an evaluation: a longer gap is caught up on part by part. */
  monitorMaxPoints: z.int().min(1_000).max(10_000_000).default(200_000),
  /** Points (series x instants) that one back-test goes through at most. */
  backtestMaxPoints: z.int().min(1_000).max(1_000_000_000).default(20_000_000),
  /** Watched series whose newest results are among the metrics; 0 for none. */
  metricsMaxSeries: z.int().min(0).max(1_000_000).default(10_000),
  /** Who the stand-alone engine asks; Grafana's datasources bring their own. */
  connection: connectionSchema.default({ settings: {}, secrets: {} }),
});

export type EngineConfig = z.output<typeof engineConfigSchema>;

/** A validated configuration from plain data; missing fields take their defaults. Throws `bad-settings` naming each wrong field. */
export function parseEngineConfig(input: unknown = {}): EngineConfig {
  const result = engineConfigSchema.safeParse(input ?? {});
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'configuration'}: ${issue.message}`);
    throw new NightjarError('bad-settings', `The engine's configuration is wrong: ${problems.join('; ')}.`);
  }
  return result.data;
}

/** Reads a YAML (or JSON) configuration file. Throws `bad-settings` with the file's name and what is wrong. */
export function readEngineConfig(path: string): EngineConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new NightjarError('bad-settings', `The configuration file ${path} cannot be read: ${reason(error)}.`);
  }
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    throw new NightjarError('bad-settings', `The configuration file ${path} is no valid YAML: ${reason(error)}.`);
  }
  return parseEngineConfig(data);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}
