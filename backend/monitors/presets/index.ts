import type { MonitorPreset } from '../api-records.ts';
import { jvm } from './jvm.ts';
import { kafka } from './kafka.ts';
import { kubeStateMetrics } from './kube-state-metrics.ts';
import { nodeExporter } from './node-exporter.ts';
import { postgresql } from './postgresql.ts';
import { redGrpc } from './red-grpc.ts';
import { redHttp } from './red-http.ts';

/** Monitors to begin from; another software is a file and a line. */
export const PRESETS: readonly MonitorPreset[] = [
  ...redHttp,
  ...redGrpc,
  ...nodeExporter,
  ...kubeStateMetrics,
  ...jvm,
  ...postgresql,
  ...kafka,
];
