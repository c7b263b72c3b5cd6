/** What a metric tells about a service; decides which type a fault in it is. */
export type Family =
  | 'cpu busy'
  | 'cpu idle'
  | 'memory used'
  | 'memory free'
  | 'storage'
  | 'resource'
  | 'network'
  | 'latency'
  | 'errors'
  | 'success'
  | 'efficiency'
  | 'traffic'
  | 'other';

/** Expressions by family; SVC stands for a service. */
export type Catalogue = Readonly<Record<Family, readonly string[]>>;

export const TRAINING_SERVICES = ['cart', 'checkout', 'catalog', 'payments', 'search', 'web', 'auth', 'worker'];
export const TRAINING_METRICS: Catalogue = {
  'cpu busy': [
    'rate(process_cpu_seconds_total{job="SVC"}[5m])',
    'sum by (pod) (rate(container_cpu_usage_seconds_total{container="SVC"}[5m]))',
    'node_load5{instance="SVC"}',
    '100 - avg(rate(node_cpu_seconds_total{mode="idle",instance="SVC"}[5m])) * 100',
    'system_cpu_usage{application="SVC"}',
  ],
  'cpu idle': ['rate(node_cpu_seconds_total{mode="idle",instance="SVC"}[5m])', 'windows_cpu_idle_percent{host="SVC"}'],
  'memory used': [
    'process_resident_memory_bytes{job="SVC"}',
    'go_memstats_heap_inuse_bytes{job="SVC"}',
    'jvm_memory_used_bytes{area="heap",application="SVC"}',
    'container_memory_working_set_bytes{container="SVC"}',
  ],
  'memory free': ['node_memory_MemAvailable_bytes{instance="SVC"}', 'node_memory_MemFree_bytes{instance="SVC"}'],
  storage: ['node_filesystem_used_bytes{instance="SVC"}', 'pg_database_size_bytes{datname="SVC"}'],
  resource: [
    'process_open_fds{job="SVC"}',
    'pg_stat_activity_connections{datname="SVC"}',
    'go_goroutines{job="SVC"}',
    'http_server_active_connections{service="SVC"}',
    'kafka_consumergroup_lag{consumergroup="SVC"}',
  ],
  network: [
    'rate(node_network_receive_bytes_total{instance="SVC"}[5m])',
    'rate(container_network_transmit_bytes_total{pod="SVC"}[5m])',
  ],
  latency: [
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service="SVC"}[5m])))',
    'grpc_server_latency_milliseconds{service="SVC",quantile="0.9"}',
    'rate(http_server_requests_seconds_sum{application="SVC"}[5m]) / rate(http_server_requests_seconds_count{application="SVC"}[5m])',
    'probe_duration_seconds{target="SVC"}',
  ],
  errors: [
    'sum(rate(http_requests_total{service="SVC",code=~"5.."}[5m]))',
    'rate(grpc_server_handled_total{service="SVC",grpc_code="Internal"}[5m])',
    'rate(app_exceptions_total{app="SVC"}[5m])',
    'increase(db_query_errors_total{app="SVC"}[5m])',
    'sum(rate(http_requests_total{service="SVC",code=~"5.."}[5m])) / sum(rate(http_requests_total{service="SVC"}[5m]))',
  ],
  success: [
    'sum(rate(http_requests_total{service="SVC",code!~"5.."}[5m])) / sum(rate(http_requests_total{service="SVC"}[5m]))',
    'probe_success_ratio{target="SVC"}',
  ],
  efficiency: ['cache_hit_ratio{cache="SVC"}', 'pg_stat_database_cache_hit_ratio{datname="SVC"}'],
  traffic: [
    'sum(rate(http_requests_total{service="SVC"}[5m]))',
    'rate(grpc_server_started_total{service="SVC"}[5m])',
    'rate(kafka_topic_messages_in_total{topic="SVC"}[5m])',
    'orders_completed_per_second{shop="SVC"}',
    'rate(pg_stat_database_xact_commit{datname="SVC"}[5m])',
  ],
  other: [
    'room_temperature_celsius{room="SVC"}',
    'exchange_rate{pair="SVC"}',
    'app_build_info{app="SVC"}',
    'vote_balance{poll="SVC"}',
  ],
};

export const JUDGED_SERVICES = ['ledger', 'gateway-eu', 'mailer', 'fraud-scorer', 'inventory-db', 'media-cdn'];
export const JUDGED_METRICS: Catalogue = {
  'cpu busy': [
    'sum(irate(namedprocess_namegroup_cpu_seconds_total{groupname="SVC"}[2m]))',
    'instance:node_cpu_utilisation:rate5m{instance="SVC"}',
    'vmware_vm_cpu_usage_average{vm="SVC"}',
    'node_load1{instance="SVC"}',
  ],
  'cpu idle': ['avg(irate(windows_cpu_time_total{mode="idle",instance="SVC"}[3m]))'],
  'memory used': [
    'nodejs_heap_size_used_bytes{app="SVC"}',
    'redis_memory_used_bytes{instance="SVC"}',
    'python_process_rss_bytes{app="SVC"}',
    'erlang_vm_memory_bytes_total{kind="processes",app="SVC"}',
  ],
  'memory free': ['windows_os_physical_memory_free_bytes{instance="SVC"}'],
  storage: ['kubelet_volume_stats_used_bytes{persistentvolumeclaim="SVC"}'],
  resource: [
    'hikaricp_connections_active{pool="SVC"}',
    'jvm_threads_live_threads{application="SVC"}',
    'aws_sqs_approximate_number_of_messages_visible_backlog{queue="SVC"}',
    'mysql_global_status_threads_connected{instance="SVC"}',
  ],
  network: ['rate(envoy_cluster_upstream_cx_rx_bytes_total{envoy_cluster_name="SVC"}[1m])'],
  latency: [
    'histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{destination_service="SVC"}[2m])))',
    'nginx_ingress_controller_response_time_p95_seconds{ingress="SVC"}',
    'mysql_query_latency_ms{instance="SVC"}',
    'traefik_service_request_duration_seconds_avg{service="SVC"}',
  ],
  errors: [
    'sum(rate(istio_requests_total{destination_service="SVC",response_code=~"5.*"}[2m]))',
    'rate(nginx_ingress_controller_requests{ingress="SVC",status="503"}[3m])',
    'rate(sidekiq_failed_jobs_total{queue="SVC"}[5m])',
    'rate(node_network_receive_errs_total{instance="SVC"}[5m])',
  ],
  success: [
    'sum(rate(payment_attempts_total{outcome="success",psp="SVC"}[5m])) / sum(rate(payment_attempts_total{psp="SVC"}[5m]))',
  ],
  efficiency: ['varnish_cache_hit_ratio{backend="SVC"}', 'innodb_buffer_pool_hit_rate{instance="SVC"}'],
  traffic: [
    'sum(rate(istio_requests_total{destination_service="SVC"}[2m]))',
    'rate(nats_varz_in_msgs_total{server="SVC"}[1m])',
    'rate(mysql_global_status_queries{instance="SVC"}[5m])',
    'rate(sidekiq_jobs_processed_total{queue="SVC"}[5m])',
  ],
  other: ['battery_voltage_volts{device="SVC"}', 'river_level_meters{station="SVC"}', 'share_price{symbol="SVC"}'],
};
