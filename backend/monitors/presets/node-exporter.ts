import { presetsOf } from './preset.ts';

const REAL_DISKS = '{fstype!~"tmpfs|overlay|squashfs|ramfs|rootfs"}';

/** Machines, by the Node exporter. */
export const nodeExporter = presetsOf('node-exporter', [
  {
    title: 'CPU in use',
    summary: 'Machines that compute more, or less, than at this time of their week.',
    expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))',
    legend: '{{instance}}',
    spec: { minDeviation: 0.05 },
  },
  {
    title: 'Memory available',
    summary: 'Machines that run out of memory in a way they never did.',
    expr: 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    legend: '{{instance}}',
    spec: { direction: 'below', minDeviation: 0.02 },
  },
  {
    title: 'Load per core',
    summary: 'Queues for the processor that are longer than usual.',
    expr: 'node_load5 / on (instance) group_left () count by (instance) (node_cpu_seconds_total{mode="idle"})',
    legend: '{{instance}}',
    spec: { direction: 'above', minDeviation: 0.25 },
  },
  {
    title: 'Disks in use',
    summary: 'File systems that fill, or empty, in an unusual way.',
    expr: `1 - node_filesystem_avail_bytes${REAL_DISKS} / node_filesystem_size_bytes${REAL_DISKS}`,
    legend: '{{instance}} {{mountpoint}}',
    spec: { minDeviation: 0.01 },
  },
  {
    title: 'Disks busy',
    summary: 'Share of time disks spend on requests, beyond what is usual.',
    expr: 'rate(node_disk_io_time_seconds_total[$__rate_interval])',
    legend: '{{instance}} {{device}}',
    spec: { direction: 'above', minDeviation: 0.05 },
  },
  {
    title: 'Network received',
    summary: 'Traffic that is missing, or more than usual.',
    expr: 'sum by (instance) (rate(node_network_receive_bytes_total{device!~"lo|veth.*|cali.*|cni.*"}[$__rate_interval]))',
    legend: '{{instance}}',
    spec: { minRelativeDeviation: 0.1 },
  },
  {
    title: 'Clock offset',
    summary: 'Clocks that begin to drift.',
    expr: 'node_timex_offset_seconds',
    legend: '{{instance}}',
    spec: { minDeviation: 0.005 },
  },
]);
