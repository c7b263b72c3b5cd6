import { z } from 'zod';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { EXCLUSION_CAUSES, MONITOR_STATES, VERDICTS } from '../../contract/monitor.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import { monitorSpec } from './monitor-spec.ts';

const ms = z.number().describe('ms since the epoch');
const labels = z.record(z.string(), z.string());

/** What an evaluation costs, over the last hour. */
export const monitorCost = z.object({
  series: z.number(),
  queriesAnHour: z.number(),
  pointsAnHour: z.number().describe('samples read from Prometheus'),
  millisecondsAnHour: z.number().describe('processor time of scoring and fitting'),
  stateBytes: z.number(),
  resultBytes: z.number().describe('in the store'),
});

export const verdictCounts = z.object({
  detections: z.number(),
  true: z.number(),
  false: z.number(),
  expected: z.number(),
  /** Share of judged detections that were true; null without verdicts. `expected` counts as false. */
  precision: z.number().nullable(),
  /** Share of detections said true that the monitor still marks with the adjustment in force; null without. */
  recall: z.number().nullable(),
});

/** A monitor as lists show it. */
export const monitorSummary = z.object({
  id: z.string(),
  name: z.string(),
  labels,
  origin: z.enum(['ui', 'file']),
  source: z.string().describe('the YAML file it comes from, or empty'),
  version: z.number(),
  paused: z.boolean(),
  deletedAt: ms.nullable(),
  detector: z.string().describe('empty where it forecasts'),
  forecaster: z.string().nullable().optional().describe('null where it detects'),
  exprs: z.array(z.string()),
  state: z.enum(MONITOR_STATES),
  /** Why it is late or failing, or what it waits for; empty where there is nothing to say. */
  stateText: z.string(),
  evaluatedTo: ms.nullable(),
  lagSeconds: z.number().nullable(),
  nextFit: ms.nullable(),
  lastScore: z.number().nullable().describe('highest of its series at the newest instant'),
  /** Highest score of its series, one value a part of the last 24 hours, oldest first; null where nothing was scored. */
  sparkline: z.array(z.number().nullable()),
  openDetections: z.number(),
  cost: monitorCost,
  notices: z.array(z.string()),
  updatedAt: ms,
  updatedBy: z.string(),
});

export const monitorRecord = z.object({ ...monitorSummary.shape, spec: monitorSpec, verdicts: verdictCounts });
export const monitorList = z.object({
  monitors: z.array(monitorSummary),
  /** Whether this process evaluates; `reason` says why not. */
  evaluates: z.boolean(),
  reason: z.string(),
  /** How far evaluation is behind, and what limits it, in sentences. */
  notices: z.array(z.string()).optional(),
});

export const newMonitor = z.strictObject({ spec: monitorSpec });
export const monitorChange = z.strictObject({
  spec: monitorSpec,
  /** The version the change began from; another one there now is refused, so that nobody writes over another's change. */
  version: z.int().min(1),
  note: z.string().max(500).default(''),
});
export const monitorVersion = z.object({
  version: z.number(),
  spec: monitorSpec,
  at: ms,
  author: z.string(),
  note: z.string(),
});

export const monitorVersionList = z.object({ versions: z.array(monitorVersion) }).describe('Newest first.');

/** A monitor to begin from, for software that many run. */
export const monitorPreset = z.object({
  id: z.string(),
  group: z.string().describe('the software: node-exporter, kube-state-metrics, ...'),
  title: z.string(),
  summary: z.string().describe('what it finds, in one sentence'),
  /** Names of metrics it needs; one that Prometheus does not have is said beside the preset. */
  metrics: z.array(z.string()),
  spec: monitorSpec,
});
export const monitorPresetList = z.object({ presets: z.array(monitorPreset) });

/** A monitor as a YAML file holds it. */
export const monitorYaml = z.object({ yaml: z.string() });

export const detectionRecord = z.object({
  id: z.string(),
  monitor: z.string(),
  monitorName: z.string(),
  seriesKey: z.string(),
  series: z.string().describe('display name'),
  labels,
  start: ms,
  end: ms,
  peak: ms,
  open: z.boolean(),
  severity: z.enum(SEVERITIES),
  type: z.enum(ANOMALY_TYPES),
  typeProbability: z.number(),
  score: z.number(),
  confidence: z.number(),
  direction: z.enum(['above', 'below']),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  missing: z.boolean(),
  /** `Explanation` of contract/detection.ts. */
  explanation: z.unknown(),
  expr: z.string().describe('the query its series comes from'),
  detector: z.string(),
  step: z.number(),
  suppression: z.object({ id: z.string(), reason: z.string(), author: z.string() }).nullable(),
  verdict: z
    .object({ verdict: z.enum(VERDICTS), until: ms.nullable(), note: z.string(), author: z.string(), at: ms })
    .nullable(),
});
export const detectionList = z.object({ detections: z.array(detectionRecord), more: z.boolean() });

/** Detections by monitor (id) and cell of time; cells without any, and monitors without any, are left out. */
export const detectionCells = z.object({
  from: ms,
  step: ms,
  count: z.number(),
  monitors: z.record(
    z.string(),
    z.array(
      z.object({
        cell: z.number().describe('counted from 0'),
        severity: z.enum(SEVERITIES).describe('the highest of them'),
        score: z.number(),
        detections: z.number(),
        series: z.number(),
      })
    )
  ),
  /** By monitor: from when on it was there. */
  since: z.record(z.string(), ms),
  /** Whether there were too many to count: the oldest are left out then. */
  more: z.boolean(),
});

export const newVerdict = z.strictObject({
  verdict: z.enum(VERDICTS),
  until: ms.nullable().default(null),
  note: z.string().max(2_000).default(''),
});

/** What applying the verdicts would change, found by going through kept results. */
export const feedbackPreview = z.object({
  from: ms,
  to: ms,
  verdicts: z.object({ true: z.number(), false: z.number(), expected: z.number() }),
  before: z.object({ detections: z.number(), precision: z.number().nullable(), recall: z.number().nullable() }),
  after: z.object({ detections: z.number(), precision: z.number().nullable(), recall: z.number().nullable() }),
  /** Detections that would not be marked, or of another severity. */
  changed: z.array(
    z.object({
      id: z.string(),
      series: z.string(),
      start: ms,
      end: ms,
      severityBefore: z.enum(SEVERITIES),
      severityAfter: z.enum(SEVERITIES).nullable(),
      scoreBefore: z.number(),
      scoreAfter: z.number(),
      because: z.string(),
      verdict: z.enum(VERDICTS).nullable(),
    })
  ),
  /** Why nothing changes, or what keeps it small; empty where there is nothing to say. */
  note: z.string(),
});
export const feedbackState = z.object({
  counts: verdictCounts,
  applied: z.object({ at: ms, author: z.string(), verdicts: z.number() }).nullable(),
  /** Verdicts given since. */
  waiting: z.number(),
});

export const exclusionRecord = z.object({
  id: z.string(),
  cause: z.enum(EXCLUSION_CAUSES),
  start: ms,
  end: ms,
  off: z.boolean(),
  note: z.string(),
  author: z.string(),
});
export const exclusionList = z.object({ exclusions: z.array(exclusionRecord) }).describe('Newest first.');
export const newExclusion = z.strictObject({ start: ms, end: ms, note: z.string().max(500).default('') });

export const labelMatcher = z.strictObject({
  label: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(1_000),
});
export const newSuppression = z.strictObject({
  matchers: z.array(labelMatcher).min(1).max(20),
  startsAt: ms,
  endsAt: ms,
  reason: z.string().trim().min(1).max(500),
});
export const suppressionRecord = z.object({
  ...newSuppression.shape,
  id: z.string(),
  author: z.string(),
  createdAt: ms,
  removedAt: ms.nullable(),
  state: z.enum(['pending', 'active', 'expired']),
});

export const suppressionList = z.object({ suppressions: z.array(suppressionRecord) });

export const newCalendar = z.strictObject({
  name: z.string().trim().min(1).max(200),
  timeZone: z.string().default('UTC').describe('of times in it that name none'),
  ical: z.string().min(1).max(900_000),
});
export const calendarRecord = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  events: z.number(),
  next: z.object({ summary: z.string(), start: ms, end: ms }).nullable(),
  usedBy: z.array(z.string()).describe('names of monitors'),
  updatedAt: ms,
  updatedBy: z.string(),
});

export const calendarList = z.object({ calendars: z.array(calendarRecord) });

export const newBacktest = z.strictObject({ spec: monitorSpec, from: ms, to: ms, monitor: z.string().optional() });
export const backtestRecord = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  progress: z.number().describe('0..1'),
  stage: z.string().describe('what it is doing, for people'),
  error: z.string(),
  result: z
    .object({
      from: ms,
      to: ms,
      series: z.number(),
      points: z.number(),
      seconds: z.number(),
      detections: z.number(),
      bySeverity: z.record(z.enum(SEVERITIES), z.number()),
      /** Share of scored time that is marked. */
      share: z.number(),
      perSeriesDay: z.number(),
      /** Newest first, at most 500. */
      found: z.array(detectionRecord.omit({ monitor: true, monitorName: true, suppression: true, open: true })),
      /** Ids of the ten with the highest scores. */
      worst: z.array(z.string()),
      verdicts: z.object({
        true: z.number(),
        false: z.number(),
        found: z.number(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
      }),
      notices: z.array(z.string()),
    })
    .nullable(),
});

export const auditRecord = z.object({
  id: z.number(),
  at: ms,
  login: z.string(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});

export const auditList = z.object({ entries: z.array(auditRecord), more: z.boolean() }).describe('Newest first.');

/** Who asks, as the engine knows them. */
export const callerRecord = z.object({ login: z.string(), role: z.enum(['Viewer', 'Editor', 'Admin']) });

export type MonitorSummary = z.output<typeof monitorSummary>;
export type MonitorRecord = z.output<typeof monitorRecord>;
export type MonitorCost = z.output<typeof monitorCost>;
export type VerdictCounts = z.output<typeof verdictCounts>;
export type DetectionRecord = z.output<typeof detectionRecord>;
export type DetectionCellsRecord = z.output<typeof detectionCells>;
export type FeedbackPreview = z.output<typeof feedbackPreview>;
export type FeedbackState = z.output<typeof feedbackState>;
export type ExclusionRecord = z.output<typeof exclusionRecord>;
export type SuppressionRecord = z.output<typeof suppressionRecord>;
export type CalendarRecord = z.output<typeof calendarRecord>;
export type BacktestRecord = z.output<typeof backtestRecord>;
export type AuditRecord = z.output<typeof auditRecord>;
export type MonitorList = z.output<typeof monitorList>;
export type MonitorVersion = z.output<typeof monitorVersion>;
export type MonitorPreset = z.output<typeof monitorPreset>;
export type CallerRecord = z.output<typeof callerRecord>;
