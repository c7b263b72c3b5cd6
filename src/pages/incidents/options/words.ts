import type { AlertOptions, ClusteringAlgorithm, PriorityFactors } from '../../../../contract/alerts.ts';
import { t } from '../../../ui/translate.ts';

export const optionsWords = {
  subtitle: () =>
    t('alert-options.subtitle', 'How alerts are put together, what makes an incident urgent, what is recommended.'),
  loading: () => t('alert-options.loading', 'Reading the options'),
  failed: () => t('alert-options.failed', 'The options could not be read'),
  save: () => t('alert-options.save', 'Save options'),
  saved: () => t('alert-options.saved', 'The options are saved; they hold for alerts from now on.'),
  unchanged: () => t('alert-options.unchanged', 'Nothing is changed'),
  wrong: () => t('alert-options.wrong', 'Correct what is marked, then save again'),
  number: (least: string, most: string) =>
    t('alert-options.number', 'Must be a number from {{least}} to {{most}}', { least, most }),
  wrongLine: (line: string) => t('alert-options.wrong-line', 'This cannot be read: {{line}}', { line }),
  adminsOnly: () => t('alert-options.admins-only', 'Administrators alone may change it.'),
  standard: (value: string) => t('alert-options.standard', 'Default: {{value}}', { value }),
  clustering: () => t('alert-options.clustering', 'Putting alerts together'),
  services: () => t('alert-options.services', 'Services'),
  priority: () => t('alert-options.priority', 'Priority and escalation'),
  recommending: () => t('alert-options.recommending', 'Recommendations'),
  connected: () => t('alert-options.connected', 'Alertmanager'),
  factors: () => t('alert-options.factors', 'What counts for the priority'),
  factorsHelp: () => t('alert-options.factors-help', 'Only how they relate to each other matters.'),
};

export const optionNames: Record<keyof AlertOptions, () => string> = {
  clusteringAlgorithm: () => t('alert-options.algorithm', 'Algorithm'),
  clusteringEps: () => t('alert-options.eps', 'DBSCAN radius'),
  clusteringMinSamples: () => t('alert-options.min-samples', 'DBSCAN least alerts'),
  similarityThreshold: () => t('alert-options.similarity', 'Alike enough to be a repetition'),
  correlationWindowMinutes: () => t('alert-options.correlation-window', 'Correlation window, minutes'),
  deduplicationWindowMinutes: () => t('alert-options.deduplication-window', 'Repetition window, minutes'),
  autoAcknowledgeDuplicates: () => t('alert-options.acknowledge-duplicates', 'Acknowledge repetitions by itself'),
  maxRootCauseCandidates: () => t('alert-options.max-causes', 'Most causes named'),
  escalationTimeMinutes: () => t('alert-options.escalation-time', 'Escalate after, minutes'),
  escalationWebhook: () => t('alert-options.escalation-webhook', 'Webhook called then'),
  priorityFactors: () => t('alert-options.factors', 'What counts for the priority'),
  serviceTiers: () => t('alert-options.tiers', 'Service tiers'),
  serviceLabels: () => t('alert-options.service-labels', 'Labels that name the service'),
  serviceGraph: () => t('alert-options.graph', 'Service graph'),
  serviceGraphQuery: () => t('alert-options.graph-query', 'Query of the service graph'),
  enableMlBased: () => t('alert-options.ml', 'Recommend from data, beside rules'),
  minConfidenceThreshold: () => t('alert-options.min-confidence', 'Least confidence'),
  minExpectedImprovement: () => t('alert-options.min-improvement', 'Least expected improvement, percent'),
  batchOptimizationSize: () => t('alert-options.batch', 'Components looked at together'),
  ruleFilePath: () => t('alert-options.rule-file', 'File of rules'),
  analysisWindowHours: () => t('alert-options.analysis-window', 'Hours looked back'),
  predictionHorizonHours: () => t('alert-options.horizon', 'Hours looked ahead'),
  alertmanagerUrl: () => t('alert-options.alertmanager', 'Address of an Alertmanager'),
};

export const optionHelp: Partial<Record<keyof AlertOptions, () => string>> = {
  clusteringEps: () => t('alert-options.eps-help', 'Of a distance from 0 to 1; smaller makes more, tighter incidents.'),
  similarityThreshold: () => t('alert-options.similarity-help', '0 to 1; at 1 the same alert alone is a repetition.'),
  correlationWindowMinutes: () =>
    t('alert-options.correlation-window-help', 'Alerts further apart than this are not put together.'),
  escalationWebhook: () => t('alert-options.webhook-help', 'Empty for none.'),
  serviceTiers: () => t('alert-options.tiers-help', 'A line each, 1 the most important: checkout: 1'),
  serviceLabels: () => t('alert-options.service-labels-help', 'With commas between; the first that is there counts.'),
  serviceGraph: () => t('alert-options.graph-help', 'Who calls whom, a line each: checkout -> payment'),
  serviceGraphQuery: () =>
    t('alert-options.graph-query-help', 'PromQL whose series have the labels client and server. Empty for none.'),
  ruleFilePath: () => t('alert-options.rule-file-help', 'YAML on the engine’s machine; empty for the starter set.'),
  alertmanagerUrl: () =>
    t('alert-options.alertmanager-help', 'Its alerts are read, and silences are made there. Empty for none.'),
};

export const algorithmNames: Record<ClusteringAlgorithm, () => string> = {
  auto: () => t('alert-options.auto', 'Auto: time, labels, words and the service graph'),
  dbscan: () => t('alert-options.dbscan', 'DBSCAN'),
  kmeans: () => t('alert-options.kmeans', 'k-means'),
  hierarchical: () => t('alert-options.hierarchical', 'Hierarchical'),
  simple: () => t('alert-options.simple', 'Simple: the same service, close in time'),
};

export const factorNames: Record<keyof PriorityFactors, () => string> = {
  severity: () => t('alert-options.factor-severity', 'Severity'),
  size: () => t('alert-options.factor-size', 'Number of alerts'),
  breadth: () => t('alert-options.factor-breadth', 'Services affected'),
  tier: () => t('alert-options.factor-tier', 'Service tier'),
  duration: () => t('alert-options.factor-duration', 'Duration'),
};
