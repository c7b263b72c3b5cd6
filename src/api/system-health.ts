import type { SystemHealth } from '../../backend/incidents/records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { SystemHealth } from '../../backend/incidents/records.ts';
export type HealthItem = SystemHealth['items'][number];

/** The health score, what costs points, and how it was before. */
export function readSystemHealth(datasource: ResourceSender): Promise<SystemHealth> {
  return callRoute<SystemHealth>(datasource, 'GET', 'health/system');
}
