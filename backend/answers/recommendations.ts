import type { AnomalyType } from '../../contract/fields.ts';

/** What to look at first for each type of anomaly: general advice, the same for every series. */
export const RECOMMENDATIONS: Readonly<Record<AnomalyType, readonly string[]>> = {
  performance_degradation: [
    'Compare with the time of the last deployment or configuration change.',
    'Look at saturation of the component: CPU, memory, queues and connection pools.',
  ],
  resource_spike: [
    'Find the process or request type that uses the resource.',
    'Check that limits leave room for the spike, and whether a batch job runs at that time.',
  ],
  memory_leak: [
    'Compare heap profiles from the start and from the end of the growth.',
    'Plan a restart before the limit is reached, and look at what changed in the last release.',
  ],
  cpu_overload: [
    'Profile the component, or look at its busiest endpoints.',
    'Scale out, or raise its CPU limit if it is throttled.',
  ],
  latency_spike: [
    'Look at traces of slow requests for the dependency that waits.',
    'Check saturation and errors of databases and services downstream.',
  ],
  error_rate_spike: [
    'Read the logs of the component for the error that began at that time.',
    'Compare with the last deployment, and roll it back if they match.',
  ],
  throughput_drop: [
    'Check that requests still arrive: load balancer, name resolution, clients.',
    'Look for errors and slowness in the component and in those it needs.',
  ],
  unusual_pattern: ['Compare with other series of the same component at that time.'],
};
