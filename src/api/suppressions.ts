import type { z } from 'zod';
import type { newSuppression, SuppressionRecord } from '../../backend/monitors/api-records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { SuppressionRecord } from '../../backend/monitors/api-records.ts';
export type NewSuppression = z.output<typeof newSuppression>;

export async function readSuppressions(datasource: ResourceSender): Promise<readonly SuppressionRecord[]> {
  const { suppressions } = await callRoute<{ suppressions: SuppressionRecord[] }>(datasource, 'GET', 'suppressions');
  return suppressions;
}

export function addSuppression(datasource: ResourceSender, suppression: NewSuppression): Promise<unknown> {
  return callRoute(datasource, 'POST', 'suppressions', { data: suppression });
}

export function removeSuppression(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `suppressions/${encodeURIComponent(id)}`);
}
