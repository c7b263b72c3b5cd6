import { presetsOf } from './preset.ts';

/** Kubernetes, by kube-state-metrics. */
export const kubeStateMetrics = presetsOf('kube-state-metrics', [
  {
    title: 'Container restarts',
    summary: 'Namespaces whose containers restart more often than they usually do.',
    expr: 'sum by (namespace) (increase(kube_pod_container_status_restarts_total[10m]))',
    legend: '{{namespace}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
  {
    title: 'Replicas unavailable',
    summary: 'Deployments that lack replicas for longer than a roll-out takes.',
    expr: 'sum by (namespace, deployment) (kube_deployment_status_replicas_unavailable)',
    legend: '{{namespace}}/{{deployment}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
  {
    title: 'Pods pending',
    summary: 'Pods that wait for a node, beyond what is usual.',
    expr: 'sum by (namespace) (kube_pod_status_phase{phase="Pending"})',
    legend: '{{namespace}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
  {
    title: 'Pods running',
    summary: 'Namespaces that lose, or gain, pods at an unusual time.',
    expr: 'sum by (namespace) (kube_pod_status_phase{phase="Running"})',
    legend: '{{namespace}}',
    spec: { minDeviation: 2 },
  },
  {
    title: 'Jobs failed',
    summary: 'Jobs that fail more often than usual.',
    expr: 'sum by (namespace) (kube_job_status_failed)',
    legend: '{{namespace}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
]);
