/** One query of the demo's dashboards: what it shows, in Grafana's unit. */
export interface DemoQuery {
  readonly id: string;
  readonly title: string;
  readonly expr: string;
  readonly unit: string;
  readonly legendFormat: string;
}

/**
 * Detection step and training window of every demo query. `auto` would take 5 minutes for 14 days, too slow to mark a fault within five
 * minutes; a minute needs 20,160 points a series, twice Prometheus's limit for one request, so two requests a fit.
 */
export const DEMO_STEP = '1m';
export const DEMO_TRAINING_WINDOW = '14d';

/** What the demo watches, a service a line. */
export const DEMO_QUERIES: readonly DemoQuery[] = [
  {
    id: 'traffic',
    title: 'Requests',
    expr: 'sum by (service) (rate(http_requests_total[3m]))',
    unit: 'reqps',
    legendFormat: '{{service}}',
  },
  {
    id: 'errors',
    title: 'Failed requests',
    expr: 'sum by (service) (rate(http_requests_total{status="5xx"}[3m])) / sum by (service) (rate(http_requests_total[3m]))',
    unit: 'percentunit',
    legendFormat: '{{service}}',
  },
  {
    id: 'latency',
    title: 'Reply time (95th percentile)',
    expr: 'histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket[3m])))',
    unit: 's',
    legendFormat: '{{service}}',
  },
  {
    id: 'cpu',
    title: 'CPU (share of a core)',
    expr: 'sum by (service) (rate(process_cpu_seconds_total[3m]))',
    unit: 'percentunit',
    legendFormat: '{{service}}',
  },
  {
    id: 'memory',
    title: 'Memory',
    expr: 'sum by (service) (process_resident_memory_bytes)',
    unit: 'bytes',
    legendFormat: '{{service}}',
  },
  {
    id: 'connections',
    title: 'Database connections',
    expr: 'sum by (service) (db_connections_active)',
    unit: 'short',
    legendFormat: '{{service}}',
  },
  {
    id: 'queue',
    title: 'Orders waiting for payment',
    expr: 'sum by (service) (orders_queue_length)',
    unit: 'short',
    legendFormat: '{{service}}',
  },
];

/** What fills up: the disk of the orders database, three weeks after the shop opened. `limit` is PromQL, too. */
export const DEMO_DISK: DemoQuery & { readonly limit: string; readonly horizon: string } = {
  id: 'disk',
  title: 'Disk of the orders database',
  expr: 'sum by (service) (disk_used_bytes)',
  unit: 'bytes',
  legendFormat: '{{service}}',
  limit: 'sum by (service) (disk_size_bytes)',
  horizon: '4d',
};
