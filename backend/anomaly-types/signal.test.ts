import { signalOf } from './signal.ts';
import type { SignalKind } from './signal.ts';

const kind = (text: string) => text.replace('-', '') as SignalKind;

/** A leading `-`: inverted, less of the value is more of the quantity. */
function check(expr: string, expected: string, labels: Record<string, string> = {}, unit?: string): void {
  const signal = signalOf({ metricName: '', labels, expr, unit });
  expect({ expr, ...signal }).toEqual({ expr, kind: kind(expected), inverted: expected.startsWith('-') });
}

describe('node exporter', () => {
  it.each([
    ['100 - (avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100)', 'cpu'],
    ['rate(node_cpu_seconds_total{mode="idle"}[5m])', '-cpu'],
    ['sum(rate(node_cpu_seconds_total{mode!="idle"}[5m]))', 'cpu'],
    ['node_load1', 'cpu'],
    ['node_load15 / count(node_cpu_seconds_total{mode="idle"})', 'cpu'],
    ['node_memory_MemAvailable_bytes', '-memory'],
    ['1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes', 'memory'],
    ['node_memory_MemTotal_bytes - node_memory_MemFree_bytes - node_memory_Cached_bytes', 'memory'],
    ['node_filesystem_avail_bytes', '-storage'],
    ['node_filesystem_size_bytes - node_filesystem_free_bytes', 'storage'],
    ['rate(node_network_receive_bytes_total[5m])', 'network'],
    ['rate(node_network_transmit_drop_total[5m])', 'errors'],
    ['rate(node_network_receive_errs_total[5m])', 'errors'],
    ['rate(node_disk_reads_completed_total[5m])', 'traffic'],
    ['rate(node_disk_io_time_seconds_total[5m])', 'saturation'],
    ['node_filefd_allocated', 'saturation'],
    ['up{job="node"}', 'availability'],
  ])('%s', (expr, expected) => check(expr, expected));
});

describe('Kubernetes', () => {
  it.each([
    ['sum(rate(container_cpu_usage_seconds_total{pod=~"x.*"}[5m])) by (pod)', 'cpu'],
    ['rate(container_cpu_cfs_throttled_seconds_total[5m])', 'cpu'],
    ['container_memory_working_set_bytes{container!=""}', 'memory'],
    ['rate(container_network_transmit_bytes_total[5m])', 'network'],
    ['increase(kube_pod_container_status_restarts_total[15m])', 'errors'],
    ['kube_pod_status_ready{condition="true"}', 'availability'],
    ['kubelet_volume_stats_available_bytes', '-storage'],
    [
      'histogram_quantile(0.99, sum by (le) (rate(apiserver_request_duration_seconds_bucket{verb!="WATCH"}[5m])))',
      'latency',
    ],
    ['sum(rate(apiserver_request_total{code=~"5.."}[5m])) / sum(rate(apiserver_request_total[5m]))', 'errors'],
    ['workqueue_depth', 'saturation'],
    ['rate(container_oom_events_total[5m])', 'errors'],
    ['kube_pod_container_resource_requests{resource="cpu"}', 'cpu'],
  ])('%s', (expr, expected) => check(expr, expected));
});

describe('HTTP and gRPC services', () => {
  it.each([
    ['sum(rate(http_requests_total[5m]))', 'traffic'],
    ['sum(rate(http_requests_total{status=~"5.."}[5m]))', 'errors'],
    ['sum(rate(http_requests_total{status!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))', 'success'],
    ['1 - sum(rate(http_requests_total{code=~"5.*"}[5m])) / sum(rate(http_requests_total[5m]))', 'success'],
    ['1 - sum(rate(http_requests_total{code=~"2.."}[5m])) / sum(rate(http_requests_total[5m]))', 'errors'],
    ['sum(rate(grpc_server_handled_total{grpc_code!="OK"}[5m]))', 'errors'],
    ['sum(rate(grpc_server_handled_total[5m]))', 'traffic'],
    ['rate(http_server_requests_seconds_sum[5m]) / rate(http_server_requests_seconds_count[5m])', 'latency'],
    ['rate(http_server_requests_seconds_count{outcome="SERVER_ERROR"}[5m])', 'errors'],
    ['rate(http_server_requests_seconds_count[5m])', 'traffic'],
    ['histogram_quantile(0.5, rate(http_server_request_duration_seconds_bucket[5m]))', 'latency'],
    ['histogram_quantile(0.5, rate(istio_request_duration_milliseconds_bucket[5m]))', 'latency'],
    ['http_requests_in_flight', 'saturation'],
    ['nginx_ingress_controller_nginx_process_connections{state="active"}', 'saturation'],
    ['rate(envoy_cluster_upstream_rq_5xx[5m])', 'errors'],
    ['rate(traefik_service_requests_total[5m])', 'traffic'],
    ['app:apdex:5m', 'efficiency'],
    ['probe_success', 'availability'],
    ['probe_duration_seconds', 'latency'],
  ])('%s', (expr, expected) => check(expr, expected));

  it('reads the labels of the series as well as the matchers', () => {
    check('rate(http_requests_total[5m])', 'errors', { status: '503' });
    check('rate(http_requests_total[5m])', 'traffic', { status: '200' });
    check('http_request_seconds', 'latency', { quantile: '0.99' });
  });
});

describe('JVM, Node.js, Go and Python runtimes', () => {
  it.each([
    ['sum(jvm_memory_used_bytes{area="heap"})', 'memory'],
    ['jvm_memory_bytes_used{area="heap"}', 'memory'],
    ['rate(jvm_gc_pause_seconds_sum[5m]) / rate(jvm_gc_pause_seconds_count[5m])', 'latency'],
    ['jvm_threads_live_threads', 'saturation'],
    ['system_cpu_usage', 'cpu'],
    ['hikaricp_connections_pending', 'saturation'],
    ['nodejs_heap_size_used_bytes', 'memory'],
    ['nodejs_eventloop_lag_p99_seconds', 'saturation'],
    ['process_resident_memory_bytes', 'memory'],
    ['rate(process_cpu_seconds_total[5m])', 'cpu'],
    ['go_goroutines', 'saturation'],
    ['go_memstats_alloc_bytes', 'memory'],
    ['process_open_fds', 'saturation'],
  ])('%s', (expr, expected) => check(expr, expected));
});

describe('databases, caches and queues', () => {
  it.each([
    ['pg_stat_database_numbackends', 'saturation'],
    ['rate(pg_stat_database_xact_commit[5m])', 'traffic'],
    ['rate(pg_stat_database_xact_rollback[5m])', 'errors'],
    ['rate(pg_stat_database_deadlocks[5m])', 'errors'],
    ['pg_replication_lag_seconds', 'saturation'],
    ['pg_database_size_bytes', 'storage'],
    ['mysql_global_status_threads_running', 'saturation'],
    ['rate(mysql_global_status_queries[5m])', 'traffic'],
    ['mysql_up', 'availability'],
    ['redis_memory_used_bytes', 'memory'],
    ['redis_connected_clients', 'saturation'],
    [
      'rate(redis_keyspace_hits_total[5m]) / (rate(redis_keyspace_hits_total[5m]) + rate(redis_keyspace_misses_total[5m]))',
      'efficiency',
    ],
    ['kafka_consumergroup_lag', 'saturation'],
    ['rate(kafka_server_brokertopicmetrics_messagesin_total[5m])', 'traffic'],
    ['kafka_server_replicamanager_underreplicatedpartitions', 'errors'],
    ['rabbitmq_queue_messages_ready', 'saturation'],
    ['rate(rabbitmq_channel_messages_published_total[5m])', 'traffic'],
    ['elasticsearch_jvm_memory_used_bytes', 'memory'],
    ['mongodb_ss_connections{conn_type="current"}', 'saturation'],
    ['rate(celery_task_failed_total[5m])', 'errors'],
  ])('%s', (expr, expected) => check(expr, expected));
});

it('falls back to the name, then to the unit, then to nothing', () => {
  expect(signalOf({ metricName: 'CPUUtilization', labels: {} }).kind).toBe('cpu');
  expect(signalOf({ metricName: 'system.memory.usage', labels: {} }).kind).toBe('memory');
  expect(signalOf({ metricName: 'blub', labels: {}, unit: 'ms' }).kind).toBe('latency');
  expect(signalOf({ metricName: '', labels: {}, unit: 'reqps' }).kind).toBe('traffic');
  expect(signalOf({ metricName: 'room_temperature_celsius', labels: {}, expr: 'room_temperature_celsius' }).kind).toBe(
    'unknown'
  );
});
