import type { AlertSeverity } from '../../../contract/alerts.ts';

/** An alerting rule as teams write them: per pod, per service, per call from one service to another, or per pod and what it calls. */
export interface Rule {
  readonly name: string;
  readonly per: 'pod' | 'service' | 'call' | 'pod-call';
  readonly severity: AlertSeverity;
  /** Minutes that its condition must hold before it fires. */
  readonly for: number;
  /** What stands in braces is filled in. */
  readonly summary: string;
  readonly description: string;
}

function rule(
  name: string,
  per: Rule['per'],
  severity: AlertSeverity,
  minutes: number,
  summary: string,
  description: string
): Rule {
  return { name, per, severity, for: minutes, summary, description };
}

/** The rules of the storms' shop, in the manner of kubernetes-mixin, node-exporter and service meshes. */
export const RULES = {
  crashLooping: rule(
    'KubePodCrashLooping',
    'pod',
    'critical',
    1,
    'Pod is crash looping.',
    'Pod {pod} ({container}) is in waiting state (reason: "CrashLoopBackOff").'
  ),
  notReady: rule(
    'KubePodNotReady',
    'pod',
    'warning',
    2,
    'Pod has been in a non-ready state.',
    'Pod {namespace}/{pod} has been in a non-ready state for longer than 2 minutes.'
  ),
  replicas: rule(
    'KubeDeploymentReplicasMismatch',
    'service',
    'error',
    3,
    'Deployment has not matched the expected number of replicas.',
    'Deployment {namespace}/{service} has {value} replicas unavailable.'
  ),
  oomKilled: rule(
    'KubeContainerOOMKilled',
    'pod',
    'error',
    0,
    'Container was killed for memory.',
    'Container in pod {pod} has been OOMKilled {value} times in the last 10 minutes.'
  ),
  memory: rule(
    'ContainerMemoryNearLimit',
    'pod',
    'warning',
    2,
    'Container memory is near its limit.',
    'Working set of {pod} is at {value}% of its memory limit.'
  ),
  throttling: rule(
    'CPUThrottlingHigh',
    'pod',
    'warning',
    2,
    'Processes experience elevated CPU throttling.',
    '{value}% throttling of CPU in namespace {namespace} for container in pod {pod}.'
  ),
  queue: rule(
    'RequestQueueGrowing',
    'pod',
    'warning',
    1,
    'Requests wait in the queue.',
    '{value} requests wait for a worker in {pod}.'
  ),
  packets: rule(
    'NetworkPacketLoss',
    'pod',
    'error',
    1,
    'Network packets are lost.',
    '{value}% of packets of pod {pod} are retransmitted.'
  ),
  refused: rule(
    'ConnectionsRefused',
    'pod',
    'error',
    0,
    'TCP connections are refused or reset.',
    'Pod {pod} resets {value} TCP connections a second.'
  ),
  pool: rule(
    'ConnectionPoolExhausted',
    'pod',
    'error',
    1,
    'No free connections in the pool.',
    'All connections of the pool in {pod} are in use, {value} callers wait.'
  ),
  io: rule(
    'DiskIOSaturation',
    'pod',
    'warning',
    2,
    'Disk IO saturation is high.',
    'The volume of pod {pod} is busy {value}% of the time.'
  ),
  probe: rule(
    'HealthCheckFailing',
    'pod',
    'error',
    1,
    'Health check fails.',
    'The gRPC health check of {pod} answers NOT_SERVING.'
  ),
  config: rule(
    'ConfigReloadFailed',
    'pod',
    'error',
    0,
    'Configuration was rejected.',
    'Pod {pod} rejected its new configuration and serves with invalid settings.'
  ),
  errors: rule(
    'HighErrorRate',
    'service',
    'critical',
    1,
    'High rate of failed requests.',
    '{value}% of requests to {service} fail with status 5xx.'
  ),
  podErrors: rule(
    'PodErrorsHigh',
    'pod',
    'error',
    1,
    'Pod answers with errors.',
    '{pod} answers {value}% of requests with gRPC status Internal or Unavailable.'
  ),
  latency: rule(
    'HighLatencyP99',
    'service',
    'error',
    2,
    'Requests are slow.',
    'The 99th percentile of response time of {service} is {value} s.'
  ),
  podLatency: rule(
    'PodLatencyHigh',
    'pod',
    'warning',
    1,
    'Pod responds slowly.',
    'Median response time of {pod} is {value} times that of last week.'
  ),
  deadline: rule(
    'DeadlineExceeded',
    'pod',
    'error',
    0,
    'Calls exceed their deadline.',
    '{value} calls a second of {pod} end with DeadlineExceeded.'
  ),
  burn: rule(
    'ErrorBudgetBurn',
    'service',
    'critical',
    2,
    'Error budget burns fast.',
    'At {value} times the rate that {service} can afford, its error budget is used up soon.'
  ),
  traffic: rule(
    'TrafficDropped',
    'service',
    'info',
    3,
    'Fewer requests than usual.',
    '{service} receives {value}% of the requests of last week.'
  ),
  callErrors: rule(
    'UpstreamRequestsFailing',
    'call',
    'error',
    1,
    'Requests to an upstream service fail.',
    '{value}% of calls from {service} to {destination} fail.'
  ),
  callLatency: rule(
    'UpstreamLatencyHigh',
    'call',
    'warning',
    1,
    'An upstream service responds slowly.',
    'Calls from {service} to {destination} take {value} s at the 95th percentile.'
  ),
  callTimeouts: rule(
    'UpstreamTimeouts',
    'call',
    'error',
    0,
    'Requests to an upstream service time out.',
    '{value}% of calls from {service} to {destination} hit their timeout.'
  ),
  clientErrors: rule(
    'GrpcClientErrors',
    'pod-call',
    'error',
    1,
    'gRPC client sees errors.',
    '{value}% of calls of {pod} to {destination} return Internal or Unavailable.'
  ),
  clientSlow: rule(
    'GrpcClientSlow',
    'pod-call',
    'warning',
    1,
    'gRPC client waits long.',
    'Median wait of {pod} for {destination} is {value} times that of last week.'
  ),
  clientDeadline: rule(
    'GrpcClientDeadlineExceeded',
    'pod-call',
    'error',
    0,
    'gRPC client gives up waiting.',
    '{value} calls a second of {pod} to {destination} end with DeadlineExceeded.'
  ),
} satisfies Record<string, Rule>;

/** Rules that fire with their probability. */
export type Symptoms = readonly (readonly [Rule, number])[];

/** What callers of a troubled service show: some name what they call, some only say that they are slow or fail. */
export const SPREAD: Readonly<Record<'errors' | 'latency' | 'timeouts', Symptoms>> = {
  errors: [
    [RULES.callErrors, 0.8],
    [RULES.clientErrors, 0.6],
    [RULES.errors, 0.7],
    [RULES.burn, 0.5],
    [RULES.podErrors, 0.15],
  ],
  latency: [
    [RULES.callLatency, 0.8],
    [RULES.clientSlow, 0.6],
    [RULES.latency, 0.7],
    [RULES.podLatency, 0.15],
    [RULES.queue, 0.15],
  ],
  timeouts: [
    [RULES.callTimeouts, 0.8],
    [RULES.clientDeadline, 0.6],
    [RULES.latency, 0.5],
    [RULES.errors, 0.4],
    [RULES.deadline, 0.15],
  ],
};

/** A kind of fault: what the service that has it shows, and how its callers feel it. */
export interface FaultKind {
  readonly name: string;
  readonly own: Symptoms;
  readonly spread: keyof typeof SPREAD;
}

export const FAULT_KINDS: readonly FaultKind[] = [
  {
    name: 'bad release',
    own: [
      [RULES.crashLooping, 0.9],
      [RULES.notReady, 0.7],
      [RULES.replicas, 0.8],
      [RULES.errors, 0.8],
      [RULES.refused, 0.4],
    ],
    spread: 'errors',
  },
  {
    name: 'memory leak',
    own: [
      [RULES.memory, 0.95],
      [RULES.oomKilled, 0.8],
      [RULES.podLatency, 0.6],
      [RULES.latency, 0.6],
      [RULES.errors, 0.4],
    ],
    spread: 'latency',
  },
  {
    name: 'too little CPU',
    own: [
      [RULES.throttling, 0.95],
      [RULES.queue, 0.7],
      [RULES.latency, 0.8],
      [RULES.podLatency, 0.6],
    ],
    spread: 'latency',
  },
  {
    name: 'packet loss',
    own: [
      [RULES.packets, 0.9],
      [RULES.refused, 0.5],
      [RULES.deadline, 0.6],
      [RULES.podLatency, 0.4],
    ],
    spread: 'timeouts',
  },
  {
    name: 'saturated storage',
    own: [
      [RULES.io, 0.9],
      [RULES.pool, 0.7],
      [RULES.queue, 0.5],
      [RULES.latency, 0.8],
    ],
    spread: 'timeouts',
  },
  {
    name: 'wrong setting',
    own: [
      [RULES.config, 0.8],
      [RULES.probe, 0.7],
      [RULES.errors, 0.9],
      [RULES.podErrors, 0.7],
      [RULES.burn, 0.5],
    ],
    spread: 'errors',
  },
];
