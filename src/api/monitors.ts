import type {
  AuditRecord,
  MonitorList,
  MonitorPreset,
  MonitorRecord,
  MonitorVersion,
} from '../../backend/monitors/api-records.ts';
import type { MonitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type {
  AuditRecord,
  MonitorCost,
  MonitorList,
  MonitorPreset,
  MonitorRecord,
  MonitorSummary,
  MonitorVersion,
  VerdictCounts,
} from '../../backend/monitors/api-records.ts';
export type { MonitorSpec } from '../../backend/monitors/monitor-spec.ts';

/** Path of a monitor's routes. */
export const pathOf = (id: string) => `monitors/${encodeURIComponent(id)}`;

export function readMonitors(datasource: ResourceSender): Promise<MonitorList> {
  return callRoute<MonitorList>(datasource, 'GET', 'monitors');
}

export function readMonitor(datasource: ResourceSender, id: string): Promise<MonitorRecord> {
  return callRoute<MonitorRecord>(datasource, 'GET', pathOf(id));
}

export function createMonitor(datasource: ResourceSender, spec: MonitorSpec): Promise<MonitorRecord> {
  return callRoute<MonitorRecord>(datasource, 'POST', 'monitors', { data: { spec } });
}

/** Fails with status 409 where another version than `version` is there now. */
export function changeMonitor(
  datasource: ResourceSender,
  id: string,
  change: { readonly spec: MonitorSpec; readonly version: number; readonly note: string }
): Promise<MonitorRecord> {
  return callRoute<MonitorRecord>(datasource, 'PUT', pathOf(id), { data: change });
}

export function pauseMonitor(datasource: ResourceSender, id: string, paused: boolean): Promise<MonitorRecord> {
  return callRoute<MonitorRecord>(datasource, 'POST', `${pathOf(id)}/${paused ? 'pause' : 'resume'}`, { data: {} });
}

export function deleteMonitor(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', pathOf(id));
}

export function restoreMonitor(datasource: ResourceSender, id: string): Promise<MonitorRecord> {
  return callRoute<MonitorRecord>(datasource, 'POST', `${pathOf(id)}/restore`, { data: {} });
}

/** Every version of a monitor, newest first. */
export async function readVersions(datasource: ResourceSender, id: string): Promise<readonly MonitorVersion[]> {
  const { versions } = await callRoute<{ versions: MonitorVersion[] }>(datasource, 'GET', `${pathOf(id)}/versions`);
  return versions;
}

export async function readYaml(datasource: ResourceSender, id: string): Promise<string> {
  const { yaml } = await callRoute<{ yaml: string }>(datasource, 'GET', `${pathOf(id)}/yaml`);
  return yaml;
}

export async function readPresets(datasource: ResourceSender): Promise<readonly MonitorPreset[]> {
  const { presets } = await callRoute<{ presets: MonitorPreset[] }>(datasource, 'GET', 'monitors/presets');
  return presets;
}

/** Changes of a monitor, newest first; administrators may read them. */
export async function readAudit(datasource: ResourceSender, monitor: string): Promise<readonly AuditRecord[]> {
  const params = { subject: monitor, limit: 200 };
  const { entries } = await callRoute<{ entries: AuditRecord[] }>(datasource, 'GET', 'audit', { params });
  return entries;
}
