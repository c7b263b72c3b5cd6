import { presetsOf } from './preset.ts';

/** Java, by Micrometer or Prometheus's own client: what only one of them names is joined by `or`. */
export const jvm = presetsOf('JVM', [
  {
    title: 'Heap in use',
    summary: 'Memory that grows beyond what the garbage collector leaves at this time.',
    expr: 'sum by (job, instance) (jvm_memory_used_bytes{area="heap"}) / (sum by (job, instance) (jvm_memory_max_bytes{area="heap"}) > 0)',
    legend: '{{job}} {{instance}}',
    spec: { direction: 'above', minDeviation: 0.05 },
  },
  {
    title: 'Garbage collection',
    summary: 'Share of time spent collecting garbage, beyond what is usual.',
    expr: 'sum by (job, instance) (rate(jvm_gc_pause_seconds_sum[$__rate_interval]) or rate(jvm_gc_collection_seconds_sum[$__rate_interval]))',
    legend: '{{job}} {{instance}}',
    spec: { direction: 'above', minDeviation: 0.01 },
  },
  {
    title: 'Threads',
    summary: 'Threads that pile up, or go.',
    expr: 'jvm_threads_live_threads or jvm_threads_current',
    legend: '{{job}} {{instance}}',
    spec: { minDeviation: 5 },
  },
]);
