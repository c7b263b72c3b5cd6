import { z } from 'zod';
import { parseDuration } from '../../contract/duration.ts';
import { MONITOR_DEFAULTS } from '../../contract/monitor.ts';
import { MISSING_POLICIES, QUERY_DEFAULTS } from '../../contract/query.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import { detectionFields, durationField } from '../evaluation/detection-fields.ts';
import { forecastFields, isTimeZone } from '../evaluation/forecast-fields.ts';

const durationOrNone = z.string().refine((text) => text === '0s' || parseDuration(text) !== null, {
  error: 'must be 0s or a duration such as 30s or 5m',
});
const durationOrAuto = z.string().refine((text) => text === 'auto' || parseDuration(text) !== null, {
  error: 'must be auto or a duration such as 1m',
});

const trainingSchema = z.strictObject({
  window: durationField.default(QUERY_DEFAULTS.trainingWindow).describe('History before each fit.'),
  refitEvery: durationField.default(MONITOR_DEFAULTS.refitEvery).describe('How often models are fitted anew.'),
  refitOnDrift: z.boolean().default(true).describe('Fit anew when the series no longer is what the model knows.'),
  excludeConfirmed: z.boolean().default(true).describe('Keep detections that people said are true out of training.'),
  excludeAnnotations: z
    .array(z.string().min(1).max(200))
    .max(50)
    .default([])
    .describe('Keep Grafana annotations with any of these tags out of training.'),
  excludeCalendars: z
    .array(z.string().min(1).max(200))
    .max(50)
    .default([])
    .describe('Keep the events of these calendars (by name) out of training.'),
});

/**
 * What a monitor does: queries, detector (or forecast), schedule and training. The same object is in the API, in the store and in YAML files. Durations are Prometheus's;
 * every field but `name` and `queries` has a default.
 */
export const monitorSpec = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('What people know it by; unique within a datasource.'),
  description: z.string().max(2_000).default('').describe('For whoever is woken by it.'),
  labels: z
    .record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string().max(200))
    .default({})
    .describe('Labels of the monitor itself, such as team or service, to filter and route by.'),
  queries: z
    .array(
      z.strictObject({
        expr: z.string().trim().min(1, { error: 'must be a PromQL expression' }).max(20_000).describe('PromQL.'),
        legend: z.string().max(1_000).default('').describe('Name of its series: {{label}}.'),
      })
    )
    .min(1)
    .max(10)
    .describe('One query, or several whose series are watched together.'),
  ...detectionFields,
  minSeverity: z.enum(SEVERITIES).default('low').describe('Detections below it are not kept.'),
  missing: z
    .enum(MISSING_POLICIES)
    .default(QUERY_DEFAULTS.missing)
    .describe('What a missing value, or one that comes too late, means: ignore, zero or anomaly.'),
  step: durationOrAuto.default(QUERY_DEFAULTS.step).describe('Detection step: auto or a duration.'),
  every: durationOrAuto
    .default(MONITOR_DEFAULTS.every)
    .describe(
      'How often it is evaluated; auto: every step, at least every minute; where it forecasts, every hour, or every horizon.'
    ),
  delay: durationOrNone
    .default(MONITOR_DEFAULTS.delay)
    .describe('How long after an instant it is evaluated, for data that arrives late.'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as UTC or Europe/Berlin' })
    .default(MONITOR_DEFAULTS.timeZone)
    .describe('Time zone of its days and weeks.'),
  training: trainingSchema.prefault({}),
  forecast: forecastFields
    .optional()
    .describe(
      'Makes it a forecast monitor: instead of detecting it foretells its series, on schedule. {} takes the defaults.'
    ),
  panel: z
    .string()
    .max(500)
    .regex(/^\/d\/[\w-]+[\w/?&=.-]*$/, { error: 'must be the path of a dashboard panel such as /d/shop?viewPanel=4' })
    .optional()
    .describe('Path of the dashboard panel whose query it watches: its detections link to it.'),
});

export type MonitorSpec = z.output<typeof monitorSpec>;
export type MonitorSpecInput = z.input<typeof monitorSpec>;
