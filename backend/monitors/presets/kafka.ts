import { presetsOf } from './preset.ts';

/** Kafka, by kafka_exporter. */
export const kafka = presetsOf('Kafka', [
  {
    title: 'Consumer lag',
    summary: 'Consumer groups that fall behind more than they usually do.',
    expr: 'sum by (consumergroup, topic) (kafka_consumergroup_lag)',
    legend: '{{consumergroup}} {{topic}}',
    spec: { direction: 'above', minDeviation: 100, minRelativeDeviation: 0.2 },
  },
  {
    title: 'Messages written',
    summary: 'Topics that get more, or fewer, messages than at this time of their week.',
    expr: 'sum by (topic) (rate(kafka_topic_partition_current_offset[$__rate_interval]))',
    legend: '{{topic}}',
    spec: { minRelativeDeviation: 0.1 },
  },
  {
    title: 'Partitions under-replicated',
    summary: 'Partitions that lack replicas for longer than a restart takes.',
    expr: 'sum by (topic) (kafka_topic_partition_under_replicated_partition)',
    legend: '{{topic}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
  {
    title: 'Brokers',
    summary: 'Brokers that went.',
    expr: 'kafka_brokers',
    spec: { direction: 'below', minDeviation: 1 },
  },
]);
