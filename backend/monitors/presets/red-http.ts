import { presetsOf } from './preset.ts';

/** Rate, errors and duration of HTTP services, by the names client libraries give. */
export const redHttp = presetsOf('HTTP services', [
  {
    title: 'Requests',
    summary: 'Services that get more, or fewer, requests than at this time of their week.',
    expr: 'sum by (job) (rate(http_requests_total[$__rate_interval]))',
    legend: '{{job}}',
    spec: { minRelativeDeviation: 0.05 },
  },
  {
    title: 'Errors',
    summary: 'Share of requests that fail, beyond what is usual.',
    expr: 'sum by (job) (rate(http_requests_total{code=~"5.."}[$__rate_interval])) / sum by (job) (rate(http_requests_total[$__rate_interval]))',
    legend: '{{job}}',
    spec: { direction: 'above', minDeviation: 0.002 },
  },
  {
    title: 'Latency, 95th percentile',
    summary: 'Services that answer more slowly than at this time of their week.',
    expr: 'histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket[$__rate_interval])))',
    legend: '{{job}}',
    spec: { direction: 'above', minRelativeDeviation: 0.1 },
  },
]);
