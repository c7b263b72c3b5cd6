import type { HealthReply } from '../../backend/routes/health/health-route.ts';
import { PREFIX } from './request.ts';
import type { ResourceCaller } from './request.ts';

export type Health = HealthReply;

/** State of the engine, its provider, Prometheus and the store. */
export function readHealth(datasource: ResourceCaller): Promise<Health> {
  return datasource.getResource<Health>(`${PREFIX}/health`);
}
