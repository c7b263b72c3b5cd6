import type { AlertOptions, AlertSeverity, IncidentState } from '../../contract/alerts.ts';
import type { IncidentDeed } from '../../backend/incidents/alert-service.ts';
import type {
  IncidentRecord,
  IncidentSummary,
  MaintenanceWindow,
  NoiseFigures,
} from '../../backend/incidents/records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { IncidentDeed } from '../../backend/incidents/alert-service.ts';
export type {
  AlertRecord,
  IncidentRecord,
  IncidentSummary,
  MaintenanceWindow,
  NoiseFigures,
  TimelineRecord,
} from '../../backend/incidents/records.ts';
export type RootCause = IncidentRecord['causes'][number];
export type SimilarIncident = IncidentRecord['similar'][number];

/** Which incidents; times in ms. */
export interface IncidentQuery {
  readonly from?: number;
  readonly to?: number;
  readonly state?: readonly IncidentState[];
  readonly minSeverity?: AlertSeverity;
  readonly service?: string;
  readonly assignee?: string;
  readonly text?: string;
  readonly limit?: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

export interface IncidentPage {
  readonly incidents: readonly IncidentSummary[];
  readonly more: boolean;
}

const pathOf = (id: string) => `incidents/${encodeURIComponent(id)}`;

/** Highest priority first among those that are not resolved, then newest first. */
export function readIncidents(datasource: ResourceSender, query: IncidentQuery): Promise<IncidentPage> {
  return callRoute<IncidentPage>(datasource, 'GET', 'incidents', { params: { ...query } });
}

export function readIncident(datasource: ResourceSender, id: string): Promise<IncidentRecord> {
  return callRoute<IncidentRecord>(datasource, 'GET', pathOf(id));
}

export function actOnIncident(datasource: ResourceSender, id: string, deed: IncidentDeed): Promise<IncidentRecord> {
  const { kind, ...data } = deed;
  return callRoute<IncidentRecord>(datasource, 'POST', `${pathOf(id)}/${kind}`, { data });
}

/** Alerts in, after duplicates, incidents, acted upon, between two times in ms. */
export function readNoise(
  datasource: ResourceSender,
  range: { readonly from: number; readonly to: number }
): Promise<NoiseFigures> {
  return callRoute<NoiseFigures>(datasource, 'GET', 'noise', { params: { ...range } });
}

export function readAlertOptions(datasource: ResourceSender): Promise<AlertOptions> {
  return callRoute<AlertOptions>(datasource, 'GET', 'alert-options');
}

export function changeAlertOptions(datasource: ResourceSender, change: Partial<AlertOptions>): Promise<AlertOptions> {
  return callRoute<AlertOptions>(datasource, 'PUT', 'alert-options', { data: change });
}

export type NewMaintenance = Omit<MaintenanceWindow, 'id' | 'author'>;

export async function readMaintenance(datasource: ResourceSender): Promise<readonly MaintenanceWindow[]> {
  const { windows } = await callRoute<{ windows: MaintenanceWindow[] }>(datasource, 'GET', 'maintenance');
  return windows;
}

export function addMaintenance(datasource: ResourceSender, window: NewMaintenance): Promise<MaintenanceWindow> {
  return callRoute<MaintenanceWindow>(datasource, 'POST', 'maintenance', { data: window });
}

export function removeMaintenance(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `maintenance/${encodeURIComponent(id)}`);
}

/** A cluster's rule as a snippet of Alertmanager's configuration. */
export async function readExport(datasource: ResourceSender, id: string): Promise<string> {
  return (await callRoute<{ yaml: string }>(datasource, 'GET', `${pathOf(id)}/export`)).yaml;
}
