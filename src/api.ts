import type { DetectorReply } from '../backend/routes/detectors/detectors-route.ts';
import type { HealthReply } from '../backend/routes/health/health-route.ts';

/** What can call the backend's routes for one datasource; Grafana's `DataSourceWithBackend` does. */
export interface ResourceCaller {
  getResource<T = unknown>(path: string, params?: Record<string, unknown>): Promise<T>;
}

export type DetectorInfo = DetectorReply;
export type Health = HealthReply;

const PREFIX = 'api/v1';

/** The registered detectors with the JSON Schema of their settings. */
export async function readDetectors(datasource: ResourceCaller): Promise<readonly DetectorInfo[]> {
  const { detectors } = await datasource.getResource<{ detectors: DetectorInfo[] }>(`${PREFIX}/detectors`);
  return detectors;
}

/** State of the engine, its provider, Prometheus and the store. */
export function readHealth(datasource: ResourceCaller): Promise<Health> {
  return datasource.getResource<Health>(`${PREFIX}/health`);
}

/** One of Prometheus's metadata routes (`labels`, `label/job/values`, `series`, `metadata`), through the backend. */
export async function readPrometheus<T>(
  datasource: ResourceCaller,
  path: string,
  params: Record<string, unknown> = {}
): Promise<T> {
  const { data } = await datasource.getResource<{ data: T }>(`${PREFIX}/prometheus/${path}`, params);
  return data;
}
