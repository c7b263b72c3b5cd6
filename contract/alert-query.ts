import type { AlertOutput, AlertSeverity, IncidentState } from './alerts.ts';
import type { RecommendationState } from './recommendations.ts';

/** In what form alerts are answered: rows, one number each for alert rules, numbers over time, or rows as Grafana's annotations have them. */
export const ALERT_SHAPES = ['table', 'numbers', 'series', 'annotations'] as const;
export type AlertShape = (typeof ALERT_SHAPES)[number];

/** What is asked where a query's output is one of `ALERT_OUTPUTS`; what does not concern the output is not looked at. */
export interface AlertQuery {
  /** Absent: the first of the output's own. */
  shape?: AlertShape;
  /** Alerts, incidents and what costs health: those at least so severe. */
  minSeverity: AlertSeverity;
  /** Incidents: none for all. */
  states: IncidentState[];
  /** Recommendations: none for those that are pending, accepted or snoozed. */
  standing: RecommendationState[];
  /** Alerts: those alone that fire at the end of the range. */
  firing: boolean;
  /** Repetitions of alerts too. */
  duplicates: boolean;
  /** The service that incidents, health or recommendations are of; empty for any. */
  service: string;
  /** Incidents: words of their titles. */
  text: string;
  /** Alerts: matchers as in PromQL, such as `team="shop"`. */
  labels: string;
  /** The most rows of a table. */
  limit: number;
}

export const ALERT_QUERY_DEFAULTS: AlertQuery = {
  minSeverity: 'info',
  states: [],
  standing: [],
  firing: false,
  duplicates: false,
  service: '',
  text: '',
  labels: '',
  limit: 500,
};

/** The most rows of one table. */
export const MOST_ALERT_ROWS = 5_000;

/** What each output can be answered as, its own form first. */
export const SHAPES_OF: Readonly<Record<AlertOutput, readonly AlertShape[]>> = {
  incidents: ['table', 'numbers', 'series', 'annotations'],
  alerts: ['table', 'numbers', 'series', 'annotations'],
  noise: ['series', 'numbers', 'table'],
  health: ['series', 'numbers', 'table'],
  recommendations: ['table', 'numbers'],
};

/** The form of a query's answer. */
export function shapeOf(output: AlertOutput, { shape }: Pick<AlertQuery, 'shape'>): AlertShape {
  return shape ?? SHAPES_OF[output][0];
}

/** A stored query may lack any of it. */
export function withAlertDefaults(query: Partial<AlertQuery> | undefined): AlertQuery {
  const known = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...ALERT_QUERY_DEFAULTS, ...Object.fromEntries(known) };
}

/** `frame.meta.custom` of every frame that tells of alerts (key `nightjarAlerts`). */
export interface AlertFrameMeta {
  nightjarAlerts: {
    version: 1;
    output: AlertOutput;
    shape: AlertShape;
    /** Whether there is more than the table's rows. */
    more: boolean;
  };
}

/** Names of the fields of tables of incidents, alerts and recommendations; time, timeEnd, title, text, tags, id and severity are as in `FIELD`. */
export const ALERT_FIELD = {
  state: 'state',
  priority: 'priority',
  confidence: 'confidence',
  /** Alerts without repetitions, all that came in, those that fire. */
  alerts: 'alerts',
  received: 'received',
  firing: 'firing',
  services: 'services',
  service: 'service',
  impact: 'impact',
  cause: 'cause',
  causeProbability: 'cause_probability',
  evidence: 'evidence',
  lastAlert: 'last_alert',
  escalated: 'escalated',
  silenced: 'silenced',
  acknowledgedBy: 'acknowledged_by',
  assignee: 'assignee',
  name: 'name',
  source: 'source',
  value: 'value',
  count: 'count',
  incident: 'incident',
  labels: 'labels',
  reasons: 'reasons',
  muted: 'muted',
  flapping: 'flapping',
  url: 'url',
} as const;
