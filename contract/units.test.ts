import { unitOf } from './units.ts';

describe('unit of a metric', () => {
  it.each([
    ['http_request_duration_seconds_bucket', 's'],
    ['process_resident_memory_bytes', 'bytes'],
    ['jvm_memory_used_bytes', 'bytes'],
    ['grpc_server_handling_ms', 'ms'],
    ['node_hwmon_temp_celsius', 'celsius'],
    ['process_cpu_usage_ratio', 'percentunit'],
    ['windows_cpu_percent', 'percent'],
    ['kafka_consumergroup_lag', 'short'],
    ['', 'short'],
  ])('%s is %s', (name, unit) => {
    expect(unitOf(name)).toBe(unit);
  });
});

describe('unit of an expression', () => {
  it.each([
    ['rate(http_requests_total[5m])', 'reqps'],
    ['sum(rate(http_request_duration_seconds_count[5m]))', 'reqps'],
    ['rate(kafka_messages_in_total[5m])', 'cps'],
    ['rate(node_network_receive_bytes_total[5m])', 'Bps'],
    ['rate(process_cpu_seconds_total[5m])', 'percentunit'],
    ['100 * (1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])))', 'percent'],
    ['histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))', 's'],
    ['rate(d_seconds_sum[5m]) / rate(d_seconds_count[5m])', 's'],
    ['sum(rate(r_total{code=~"5.."}[5m])) / sum(rate(r_total[5m]))', 'percentunit'],
    ['100 * sum(rate(r_errors_total[5m])) / sum(rate(r_total[5m]))', 'percent'],
    ['node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes', 'percentunit'],
    ['node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes', 'bytes'],
    ['rate(bytes_total[5m]) / rate(requests_total[5m])', 'bytes'],
    ['count(up == 1)', 'short'],
    ['1 + 1', 'short'],
  ])('%s is %s', (expr, unit) => {
    expect(unitOf('', expr)).toBe(unit);
  });
});
