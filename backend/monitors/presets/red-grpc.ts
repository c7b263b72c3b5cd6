import { presetsOf } from './preset.ts';

/** Rate, errors and duration of gRPC services, by the names of go-grpc-prometheus and its kin. */
export const redGrpc = presetsOf('gRPC services', [
  {
    title: 'Calls',
    summary: 'Services that get more, or fewer, calls than at this time of their week.',
    expr: 'sum by (grpc_service) (rate(grpc_server_handled_total[$__rate_interval]))',
    legend: '{{grpc_service}}',
    spec: { minRelativeDeviation: 0.05 },
  },
  {
    title: 'Errors',
    summary: 'Share of calls that the server failed, beyond what is usual.',
    expr: 'sum by (grpc_service) (rate(grpc_server_handled_total{grpc_code=~"Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|Unimplemented"}[$__rate_interval])) / sum by (grpc_service) (rate(grpc_server_handled_total[$__rate_interval]))',
    legend: '{{grpc_service}}',
    spec: { direction: 'above', minDeviation: 0.002 },
  },
  {
    title: 'Latency, 95th percentile',
    summary: 'Services that answer more slowly than at this time of their week.',
    expr: 'histogram_quantile(0.95, sum by (grpc_service, le) (rate(grpc_server_handling_seconds_bucket[$__rate_interval])))',
    legend: '{{grpc_service}}',
    spec: { direction: 'above', minRelativeDeviation: 0.1 },
  },
]);
