import type { ExclusionRecord } from '../../backend/monitors/api-records.ts';
import { pathOf } from './monitors.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { ExclusionRecord } from '../../backend/monitors/api-records.ts';

/** A stretch of time (ms, both ends inclusive) to keep out of training. */
export interface NewExclusion {
  readonly start: number;
  readonly end: number;
  readonly note: string;
}

export async function readExclusions(datasource: ResourceSender, monitor: string): Promise<readonly ExclusionRecord[]> {
  const path = `${pathOf(monitor)}/exclusions`;
  const { exclusions } = await callRoute<{ exclusions: ExclusionRecord[] }>(datasource, 'GET', path);
  return exclusions;
}

export function addExclusion(datasource: ResourceSender, monitor: string, exclusion: NewExclusion): Promise<unknown> {
  return callRoute(datasource, 'POST', `${pathOf(monitor)}/exclusions`, { data: exclusion });
}

/** `off`: its time counts in training again. */
export function switchExclusion(datasource: ResourceSender, monitor: string, id: string, off: boolean) {
  const path = `${pathOf(monitor)}/exclusions/${encodeURIComponent(id)}`;
  return callRoute<unknown>(datasource, 'POST', path, { data: { off } });
}

export function removeExclusion(datasource: ResourceSender, monitor: string, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `${pathOf(monitor)}/exclusions/${encodeURIComponent(id)}`);
}
