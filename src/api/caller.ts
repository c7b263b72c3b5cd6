import type { CallerRecord } from '../../backend/monitors/api-records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { CallerRecord } from '../../backend/monitors/api-records.ts';

/** Who asks, as the engine knows them. */
export function readCaller(datasource: ResourceSender): Promise<CallerRecord> {
  return callRoute<CallerRecord>(datasource, 'GET', 'caller');
}
