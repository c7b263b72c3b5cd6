/** Names of the fields in Nightjar's data frames; panels, alert rules and annotations find them by these. */
export const FIELD = {
  time: 'time',
  value: 'value',
  expected: 'expected',
  lower: 'lower',
  upper: 'upper',
  score: 'score',
  /** Boolean: the point belongs to an anomaly of any severity. */
  anomaly: 'anomaly',
  /** Fields of the `intervals` table, in Grafana's annotation names where it has one. */
  timeEnd: 'timeEnd',
  title: 'title',
  text: 'text',
  tags: 'tags',
  id: 'id',
  severity: 'severity',
  type: 'type',
  series: 'series',
} as const;

/** The eight kinds of anomaly. */
export const ANOMALY_TYPES = [
  'performance_degradation',
  'resource_spike',
  'memory_leak',
  'cpu_overload',
  'latency_spike',
  'error_rate_spike',
  'throughput_drop',
  'unusual_pattern',
] as const;
export type AnomalyType = (typeof ANOMALY_TYPES)[number];
