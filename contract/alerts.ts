/** Severity of an alert, an incident or what costs health, lowest first. */
export const ALERT_SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Points that one active anomaly or alert of each severity takes from the health score of 100. */
export const HEALTH_COSTS: Readonly<Record<AlertSeverity, number>> = { critical: 20, error: 15, warning: 10, info: 5 };

/** Where alerts come from. */
export const ALERT_SOURCES = ['monitor', 'forecast', 'alertmanager', 'grafana', 'file'] as const;
export type AlertSource = (typeof ALERT_SOURCES)[number];

/** How alerts are put together; `auto` combines time lag, label overlap, text and distance in the service graph. */
export const CLUSTERING_ALGORITHMS = ['auto', 'dbscan', 'kmeans', 'hierarchical', 'simple'] as const;
export type ClusteringAlgorithm = (typeof CLUSTERING_ALGORITHMS)[number];

/** Why an alert belongs to a cluster. */
export const MEMBERSHIP_REASONS = ['labels', 'lag', 'text', 'graph', 'rule', 'by-hand'] as const;
export type MembershipReason = (typeof MEMBERSHIP_REASONS)[number];

/** What speaks for a candidate being the root cause. */
export const CAUSE_EVIDENCE = ['first', 'upstream', 'strongest', 'change', 'share'] as const;
export type CauseEvidence = (typeof CAUSE_EVIDENCE)[number];

/** Where an incident stands. A resolved one that fires again within the correlation window is reopened. */
export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What people do with incidents. */
export const INCIDENT_ACTIONS = [
  'acknowledge',
  'assign',
  'comment',
  'silence',
  'resolve',
  'reopen',
  'merge',
  'split',
] as const;
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number];

/** How much each part of an incident's priority counts; only their ratios matter. */
export interface PriorityFactors {
  severity: number;
  /** Alerts in it. */
  size: number;
  /** Services affected. */
  breadth: number;
  /** Tier of the most important service affected. */
  tier: number;
  duration: number;
}

/** Options of alerts, incidents and recommendations, as settings and configuration files hold them. */
export interface AlertOptions {
  clusteringAlgorithm: ClusteringAlgorithm;
  /** DBSCAN's radius, 0..1 of the distance. */
  clusteringEps: number;
  clusteringMinSamples: number;
  /** 0..1; alerts at least as similar are duplicates of each other. */
  similarityThreshold: number;
  correlationWindowMinutes: number;
  deduplicationWindowMinutes: number;
  autoAcknowledgeDuplicates: boolean;
  maxRootCauseCandidates: number;
  escalationTimeMinutes: number;
  /** URL that is called when an incident escalates; empty for none. */
  escalationWebhook: string;
  priorityFactors: PriorityFactors;
  /** Service names with their tier, 1 the most important; 3 where a service is not named. */
  serviceTiers: Record<string, number>;
  /** Labels that name the service of an alert, the first that is there counts. */
  serviceLabels: string[];
  /** Calls between services that no metric tells of: caller, called. */
  serviceGraph: [string, string][];
  /** PromQL whose series have the labels `client` and `server`; empty for none. By default the metric that traces are turned into by Tempo and the OpenTelemetry collector. */
  serviceGraphQuery: string;
  /** Recommendations from data, beside those of rules. */
  enableMlBased: boolean;
  minConfidenceThreshold: number;
  /** Percent. */
  minExpectedImprovement: number;
  batchOptimizationSize: number;
  /** YAML file of rules; empty for the starter set. */
  ruleFilePath: string;
  analysisWindowHours: number;
  predictionHorizonHours: number;
  /** Base URL of an Alertmanager that is polled and silenced; empty for none. */
  alertmanagerUrl: string;
}

export const ALERT_DEFAULTS: AlertOptions = {
  clusteringAlgorithm: 'auto',
  clusteringEps: 0.5,
  clusteringMinSamples: 3,
  similarityThreshold: 0.8,
  correlationWindowMinutes: 60,
  deduplicationWindowMinutes: 30,
  autoAcknowledgeDuplicates: true,
  maxRootCauseCandidates: 5,
  escalationTimeMinutes: 60,
  escalationWebhook: '',
  priorityFactors: { severity: 0.4, size: 0.15, breadth: 0.2, tier: 0.15, duration: 0.1 },
  serviceTiers: {},
  serviceLabels: ['service', 'service_name', 'app', 'job', 'deployment'],
  serviceGraph: [],
  serviceGraphQuery: 'group by (client, server) (traces_service_graph_request_total)',
  enableMlBased: true,
  minConfidenceThreshold: 0.7,
  minExpectedImprovement: 5,
  batchOptimizationSize: 10,
  ruleFilePath: '',
  analysisWindowHours: 24,
  predictionHorizonHours: 6,
  alertmanagerUrl: '',
};

/** What a query answers with of alerts: tables, numbers for alert rules, annotations. They need no expression. */
export const ALERT_OUTPUTS = ['incidents', 'alerts', 'noise', 'health', 'recommendations'] as const;
export type AlertOutput = (typeof ALERT_OUTPUTS)[number];

export function isAsSevere(severity: AlertSeverity, least: AlertSeverity): boolean {
  return ALERT_SEVERITIES.indexOf(severity) >= ALERT_SEVERITIES.indexOf(least);
}
