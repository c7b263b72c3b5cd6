import type { AlertSeverity } from '../../../contract/alerts.ts';

/** An alert that has nothing to do with the faults: it comes and goes on its own, for hours. */
export interface NoiseRule {
  readonly name: string;
  readonly severity: AlertSeverity;
  /** Whether it speaks of a service of the shop, of a node, or of something else. */
  readonly of: 'service' | 'node' | 'other';
  readonly summary: string;
  readonly description: string;
  /** Values of a label that tells its several alerts apart. */
  readonly parts: { readonly label: string; readonly values: readonly string[] };
  readonly labels?: Readonly<Record<string, string>>;
}

export const NOISE_RULES: readonly NoiseRule[] = [
  {
    name: 'KubeHpaMaxedOut',
    severity: 'warning',
    of: 'service',
    summary: 'HPA is running at max replicas.',
    description: 'HPA {service} has been running at max replicas for longer than 15 minutes.',
    parts: { label: 'horizontalpodautoscaler', values: ['primary', 'canary'] },
  },
  {
    name: 'LogVolumeUnusual',
    severity: 'info',
    of: 'service',
    summary: 'More log lines than usual.',
    description: '{service} writes {value} log lines a second.',
    parts: { label: 'level', values: ['debug', 'info', 'warn'] },
  },
  {
    name: 'ImageOutdated',
    severity: 'info',
    of: 'service',
    summary: 'A newer image is published.',
    description: 'The image of {service} is {value} releases behind its registry.',
    parts: { label: 'container', values: ['server', 'sidecar', 'init'] },
  },
  {
    name: 'GarbageCollectionLong',
    severity: 'warning',
    of: 'service',
    summary: 'Garbage collection takes long.',
    description: 'Collector of {service} pauses for {value} ms.',
    parts: { label: 'generation', values: ['young', 'old'] },
  },
  {
    name: 'NodeClockSkewDetected',
    severity: 'warning',
    of: 'node',
    summary: 'Clock skew detected.',
    description: 'Clock at {node} is out of sync by more than 0.05 s. Ensure NTP is configured correctly.',
    parts: { label: 'job', values: ['node-exporter'] },
  },
  {
    name: 'NodeFilesystemAlmostOutOfSpace',
    severity: 'warning',
    of: 'node',
    summary: 'Filesystem has less than 5% space left.',
    description: 'Filesystem at {node} has only {value}% available space left.',
    parts: { label: 'mountpoint', values: ['/', '/var/lib/containerd', '/boot', '/data'] },
  },
  {
    name: 'NodeNetworkReceiveErrs',
    severity: 'warning',
    of: 'node',
    summary: 'Network interface is reporting many receive errors.',
    description: '{node} interface has encountered {value} receive errors in the last two minutes.',
    parts: { label: 'device', values: ['eth0', 'eth1', 'cni0'] },
  },
  {
    name: 'BackupJobLate',
    severity: 'warning',
    of: 'other',
    summary: 'A backup did not finish in time.',
    description: 'The nightly backup is {value} minutes late.',
    parts: { label: 'bucket', values: ['orders-archive', 'ledger', 'media', 'audit'] },
    labels: { namespace: 'backup', job: 'restic' },
  },
  {
    name: 'CertificateExpiresSoon',
    severity: 'warning',
    of: 'other',
    summary: 'A TLS certificate expires soon.',
    description: 'The certificate expires in {value} days.',
    parts: {
      label: 'host',
      values: ['shop.example.com', 'api.example.com', 'partner.example.com', 'mail.example.com'],
    },
    labels: { namespace: 'cert-manager', job: 'cert-manager' },
  },
  {
    name: 'KafkaConsumerLag',
    severity: 'error',
    of: 'other',
    summary: 'A consumer group lags behind.',
    description: 'The group is {value} messages behind its topic.',
    parts: { label: 'topic', values: ['clicks', 'sessions', 'exports', 'invoices', 'mailings'] },
    labels: { namespace: 'analytics', job: 'kafka-exporter' },
  },
  {
    name: 'PrometheusRuleEvaluationSlow',
    severity: 'warning',
    of: 'other',
    summary: 'Prometheus rule group evaluation takes long.',
    description: 'Evaluating the rule group takes {value} s, longer than its interval.',
    parts: { label: 'rule_group', values: ['k8s.rules', 'node.rules', 'slo.rules'] },
    labels: { namespace: 'monitoring', job: 'prometheus' },
  },
  {
    name: 'BatchQueueBacklog',
    severity: 'warning',
    of: 'other',
    summary: 'Batch jobs wait.',
    description: '{value} jobs of the warehouse wait for a slot.',
    parts: { label: 'queue', values: ['nightly', 'adhoc', 'reports'] },
    labels: { namespace: 'warehouse', job: 'airflow' },
  },
  {
    name: 'CiRunnerOffline',
    severity: 'info',
    of: 'other',
    summary: 'A build runner is offline.',
    description: 'The runner has not asked for work for {value} minutes.',
    parts: { label: 'runner', values: ['arm-1', 'arm-2', 'amd-1', 'amd-2', 'amd-3', 'gpu-1'] },
    labels: { namespace: 'ci', job: 'gitlab-runner' },
  },
];
