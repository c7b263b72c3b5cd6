import type { AlertQuery } from './alert-query.ts';
import { ALERT_OUTPUTS } from './alerts.ts';
import type { AlertOutput } from './alerts.ts';
import type { ForecastOutput, ForecastQuery } from './forecast.ts';
import { FORECAST_OUTPUTS } from './forecast.ts';
import type { Severity } from './severity.ts';

/** What frames hold: `anomalies` is for the panel, `scores` for alert rules, `intervals` for annotations and tables. */
export const SELECTIONS = ['anomalies', 'scores', 'bands', 'intervals'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** What a query answers with: what its expression gives now, or, for `monitor`, what a monitor detected then, what comes next, or what is known of alerts. */
export const OUTPUTS = [...SELECTIONS, 'monitor', ...FORECAST_OUTPUTS, ...ALERT_OUTPUTS] as const;
export type Output = (typeof OUTPUTS)[number];

/** Which side of the expected value counts as anomalous. */
export const DIRECTIONS = ['both', 'above', 'below'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a missing value means: nothing, the value 0, or, of a series that is being watched, an anomaly. */
export const MISSING_POLICIES = ['ignore', 'zero', 'anomaly'] as const;
export type MissingPolicy = (typeof MISSING_POLICIES)[number];

/** Detection steps that `auto` chooses among, in milliseconds: 15 s, 30 s, 1 m, 5 m, 15 m, 1 h. */
export const STEP_LADDER_MS = [15_000, 30_000, 60_000, 300_000, 900_000, 3_600_000] as const;

/** The most points of one training window before `auto` takes a coarser step. */
export const TRAINING_POINTS = 5_000;

/**
 * The query of the datasource, as a dashboard, an alert rule or the API stores it.
 * Durations are Prometheus's (`5m`, `14d`, `1d12h`); everything but `expr` has a default.
 */
export interface NightjarQuery {
  refId: string;
  expr: string;
  detector: string;
  /** The detector's own settings; validated against its schema, missing ones take its defaults. */
  settings: Record<string, unknown>;
  /** 0..1, neutral at 0.5; moves the threshold, never the model. */
  sensitivity: number;
  direction: Direction;
  /** Smallest absolute difference from the expected value that may be marked, in the series' unit. */
  minDeviation: number;
  /** Smallest difference from the expected value that may be marked, as a share of the expected value's size; 0 for none. */
  minRelativeDeviation: number;
  missing: MissingPolicy;
  trainingWindow: string;
  /** The detection step: `auto` or a duration. */
  step: string;
  output: Output;
  /** Id of the monitor whose results are the answer where `output` is `monitor`; its own settings hold then, and `expr` may be empty. */
  monitor: string;
  /** What is answered of a monitor's results where `output` is `monitor`. */
  select: Selection;
  /** Intervals below it are left out of annotations and of the marks of the panel. */
  minSeverity: Severity;
  /** Legend template as in Grafana's Prometheus datasource: `{{label}}`; empty names the series by its labels. */
  legendFormat: string;
  /** What is asked of a forecast where `output` is one of `FORECAST_OUTPUTS`; what is absent takes `FORECAST_DEFAULTS`. */
  forecast?: Partial<ForecastQuery>;
  /** What is asked where `output` is one of `ALERT_OUTPUTS`; what is absent takes `ALERT_QUERY_DEFAULTS`. Such a query needs no expression. */
  alerts?: Partial<AlertQuery>;
  hide?: boolean;
}

export const QUERY_DEFAULTS: Omit<NightjarQuery, 'refId' | 'expr'> = {
  detector: 'auto',
  settings: {},
  sensitivity: 0.5,
  direction: 'both',
  minDeviation: 0,
  minRelativeDeviation: 0,
  missing: 'ignore',
  trainingWindow: '14d',
  step: 'auto',
  output: 'anomalies',
  monitor: '',
  select: 'anomalies',
  minSeverity: 'medium',
  legendFormat: '',
};

/** What a stored query without a detector means: those saved before there was `auto` keep what they were saved with. */
export const STORED_DETECTOR = 'seasonal';

/**
 * A stored query may lack any field; this is what it means. One that has an expression but no detector was saved before there was `auto`; one
 * without either is new.
 */
export function withQueryDefaults(query: Partial<NightjarQuery>): NightjarQuery {
  const known = dropUndefined(query);
  const detector = known.expr?.trim() ? STORED_DETECTOR : QUERY_DEFAULTS.detector;
  return { ...QUERY_DEFAULTS, refId: 'A', expr: '', detector, ...known };
}

/** Whether an output tells of a forecast rather than of anomalies. */
export function isForecastOutput(output: Output | undefined): output is ForecastOutput {
  return FORECAST_OUTPUTS.some((one) => one === output);
}

/** Whether an output tells of alerts, incidents, health or recommendations. */
export function isAlertOutput(output: Output | undefined): output is AlertOutput {
  return ALERT_OUTPUTS.some((one) => one === output);
}

/** What the frames of a query that tells of anomalies hold. */
export function selectionOf({ output, select }: Pick<NightjarQuery, 'output' | 'select'>): Selection {
  return SELECTIONS.find((one) => one === output) ?? select;
}

/** Whether there is anything to ask for: an expression, a monitor, or alerts. */
export function isAskable({ output, monitor, expr }: Partial<NightjarQuery>): boolean {
  if (isAlertOutput(output)) {
    return true;
  }
  return output === 'monitor' ? Boolean(monitor) : Boolean(expr?.trim());
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
