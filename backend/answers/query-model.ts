import { z } from 'zod';
import { parseDuration } from '../../contract/duration.ts';
import type { NightjarQuery, Output } from '../../contract/query.ts';
import {
  MISSING_POLICIES,
  OUTPUTS,
  QUERY_DEFAULTS,
  SELECTIONS,
  isAlertOutput,
  isForecastOutput,
} from '../../contract/query.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import type { Detector } from '../detectors/detector.ts';
import { NightjarError } from '../errors.ts';
import { detectionFields, durationField } from '../evaluation/detection-fields.ts';
import { replaceMacros } from '../evaluation/macros.ts';
import { readDetection } from '../evaluation/read-detection.ts';
import { describeIssues } from '../describe-issues.ts';

/** The query of `contract/query.ts` as it may arrive: every field but `expr` optional, unknown fields ignored. */
export const querySchema = z.object({
  expr: z.string({ error: 'must be a PromQL expression' }).max(20_000).describe('PromQL.'),
  ...detectionFields,
  missing: z
    .enum(MISSING_POLICIES)
    .default(QUERY_DEFAULTS.missing)
    .describe('What a missing value means: ignore (no score), zero (the value 0) or anomaly (score 1).'),
  trainingWindow: durationField.default(QUERY_DEFAULTS.trainingWindow).describe('History before each fit.'),
  step: z
    .string()
    .refine((text) => text === '' || text === 'auto' || parseDuration(text) !== null, {
      error: 'must be auto or a duration such as 1m',
    })
    .default(QUERY_DEFAULTS.step)
    .describe('Detection step: auto or a duration.'),
  output: z.enum(OUTPUTS).default(QUERY_DEFAULTS.output).describe('What comes back.'),
  monitor: z.string().max(100).default('').describe("Id of a monitor, where the output is 'monitor'."),
  select: z
    .enum(SELECTIONS)
    .default(QUERY_DEFAULTS.select)
    .describe("What of a monitor's results comes back, where the output is 'monitor'."),
  minSeverity: z.enum(SEVERITIES).default(QUERY_DEFAULTS.minSeverity).describe('Intervals below it are left out.'),
  legendFormat: z.string().max(1_000).default('').describe('Legend template: {{label}}.'),
  hide: z.boolean().optional(),
});

const monitorQuerySchema = querySchema.extend({ expr: querySchema.shape.expr.default('') });

/** A query that can be evaluated; durations in ms, `expr` with its variables replaced. */
export interface ReadQuery {
  readonly query: NightjarQuery;
  readonly expr: string;
  readonly detector: Detector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly step: number;
  readonly trainingWindow: number;
}

/** Whether a model asks for the results of a monitor; whether it is a good one is for `readMonitorQuery` to say. */
export function asksMonitor(model: unknown): boolean {
  return typeof model === 'object' && model !== null && 'output' in model && model.output === 'monitor';
}

/** Whether a model asks for a forecast; whether it is a good one is for `readForecastQuery` to say. */
export function asksForecast(model: unknown): boolean {
  return typeof model === 'object' && model !== null && 'output' in model && isForecastOutput(model.output as Output);
}

/** Validates an untrusted model that asks for the results of a monitor. Throws `bad-query` with a sentence naming each wrong field. */
export function readMonitorQuery(refId: string, model: unknown): NightjarQuery {
  const query = parseQuery(monitorQuerySchema, refId, model);
  if (query.monitor === '') {
    throw new NightjarError('bad-query', 'The query names no monitor: choose one.');
  }
  return query;
}

/** Validates an untrusted query model. Throws `bad-query` with a sentence naming each wrong field. */
export function readQuery(refId: string, model: unknown, datasource: DatasourceSettings): ReadQuery {
  const query = parseQuery(querySchema, refId, model);
  if (query.output === 'monitor') {
    throw new NightjarError(
      'bad-query',
      "A monitor's results are kept, not computed: they are answered as data frames, and its detections at /api/v1/detections."
    );
  }
  if (isForecastOutput(query.output)) {
    throw new NightjarError(
      'bad-query',
      'A forecast has no anomalies: it is answered as data frames, and as records at /api/v1/forecasts and /api/v1/predictions.'
    );
  }
  if (isAlertOutput(query.output)) {
    throw new NightjarError(
      'bad-query',
      `The output ${query.output} is answered as data frames, and as records at routes of its own, such as /api/v1/incidents.`
    );
  }
  if (query.expr.trim() === '') {
    throw new NightjarError('bad-query', 'The query is empty: write a PromQL expression.');
  }
  const { detector, settings, step, trainingWindow, scrapeInterval } = readDetection(query, datasource);
  const expr = replaceMacros(query.expr, step, scrapeInterval);
  return { query, expr, detector, settings, step, trainingWindow };
}

/** A model as its schema reads it. Throws `bad-query` with a sentence naming each wrong field. */
export function parseQuery(
  schema: z.ZodType<Omit<NightjarQuery, 'refId'>>,
  refId: string,
  model: unknown
): NightjarQuery {
  const parsed = schema.safeParse(dropNulls(model));
  if (!parsed.success) {
    throw new NightjarError('bad-query', `The query is wrong: ${describeIssues(parsed.error)}.`);
  }
  return { ...parsed.data, refId };
}

/** Grafana stores emptied fields as null: a part of the model without those of its own. */
export function withoutNulls(model: unknown, part: 'forecast' | 'alerts'): unknown {
  if (typeof model !== 'object' || model === null || !(part in model)) {
    return model;
  }
  const own = (model as Readonly<Record<string, unknown>>)[part];
  return typeof own === 'object' && own !== null ? { ...model, [part]: dropNulls(own) } : model;
}

/** Grafana stores emptied fields as null. */
function dropNulls(model: unknown): unknown {
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    return model;
  }
  return Object.fromEntries(Object.entries(model).filter(([, value]) => value !== null));
}
