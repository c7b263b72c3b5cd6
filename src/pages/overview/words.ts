import { t } from '../../ui/translate.ts';

export const overviewWords = {
  subtitle: () => t('overview.subtitle', 'How things stand now, and what needs somebody first.'),
  title: () => t('overview.title', 'Overview'),
  retry: () => t('overview.retry', 'Try again'),
  loading: () => t('overview.loading', 'Reading'),
  failed: (reason: string) => t('overview.failed', 'This could not be read: {{reason}}', { reason }),
  stale: (reason: string) => t('overview.stale', 'No longer fresh: {{reason}}', { reason }),
  all: () => t('overview.all', 'All'),
  allOf: (what: string) => t('overview.all-of', '{{what}}: show all', { what }),
};

export const healthWords = {
  title: () => t('overview.health', 'Health'),
  score: (score: number) => t('overview.health-score', 'Health {{score}} of 100', { score }),
  healthy: () => t('overview.healthy', 'Healthy'),
  attention: () => t('overview.attention', 'Needs attention'),
  degraded: () => t('overview.degraded', 'Degraded'),
  critical: () => t('overview.critical', 'Critical'),
  costs: () => t('overview.costs', 'What costs points'),
  none: () => t('overview.costs-none', 'Nothing costs points: no anomaly and no alert is active.'),
  cost: (cost: number) => t('overview.cost', '−{{cost}}', { cost }),
  since: (duration: string) => t('overview.since', 'for {{duration}}', { duration }),
  more: (count: number) => t('overview.costs-more', 'and {{count}} more', { count }),
  history: (hours: string, least: number) =>
    t('overview.history', 'Health over the last {{hours}}, lowest {{least}}', { hours, least }),
  services: () => t('overview.services', 'Services'),
  anomaly: () => t('overview.anomaly', 'Anomaly'),
  alert: () => t('overview.alert', 'Alert'),
  counts: (anomalies: number, alerts: number) =>
    t('overview.counts', 'Active anomalies: {{anomalies}}, active alerts: {{alerts}}', { anomalies, alerts }),
};

export const noiseWords = {
  title: () => t('overview.noise', 'Noise in the last 24 hours'),
  received: () => t('overview.received', 'Alerts received'),
  distinct: () => t('overview.distinct', 'Without repetitions'),
  incidents: () => t('overview.incidents', 'Incidents'),
  actedUpon: () => t('overview.acted-upon', 'Acted upon'),
  reduction: (percent: string) => t('overview.reduction', '{{percent}} less to look at', { percent }),
  none: () => t('overview.noise-none', 'No alert came in.'),
  sources: () => t('overview.sources', 'By source'),
  course: (most: number) => t('overview.course', 'Alerts received over time, at most {{most}} at once', { most }),
  bySource: (source: string, received: number, distinct: number) =>
    t('overview.by-source', '{{source}}: {{received}} received, {{distinct}} without repetitions', {
      source,
      received,
      distinct,
    }),
};

export const incidentWords = {
  title: () => t('overview.open-incidents', 'Open incidents'),
  none: () => t('overview.no-incidents', 'No open incidents. Nothing needs you right now.'),
};

export const forecastWords = {
  title: () => t('overview.forecasts', 'Limits that come near'),
  none: () => t('overview.no-forecasts', 'No forecast hits its limit.'),
  noMonitors: () => t('overview.no-forecast-monitors', 'No forecasts are kept yet.'),
  past: () => t('overview.forecast-past', 'Past its limit'),
  likely: (duration: string) => t('overview.forecast-likely', 'In {{duration}}', { duration }),
  possible: (duration: string) => t('overview.forecast-possible', 'Maybe within {{duration}}', { duration }),
};

export const detectionWords = {
  title: () => t('overview.detections', 'Newest detections'),
  none: () => t('overview.no-detections', 'Nothing detected in the last 24 hours.'),
  open: () => t('overview.detection-open', 'goes on'),
};

export const recommendationWords = {
  title: () => t('overview.recommendations', 'Recommendations'),
  none: () => t('overview.no-recommendations', 'Nothing to decide.'),
  pending: (count: number) => t('overview.pending', 'To decide: {{count}}', { count }),
};
