import { getBackendSrv } from '@grafana/runtime';
import type { ModelListReply, ModelRecordReply, NewModelInput } from '../backend/answers/model-record.ts';
import type { DetectorReply } from '../backend/routes/detectors/detectors-route.ts';
import type { HealthReply } from '../backend/routes/health/health-route.ts';

/** What can call the backend's routes for one datasource; Grafana's `DataSourceWithBackend` does. */
export interface ResourceCaller {
  getResource<T = unknown>(path: string, params?: Record<string, unknown>): Promise<T>;
}

/** One that can send too, and whose address is known. */
export interface ResourceSender extends ResourceCaller {
  readonly uid: string;
  postResource<T = unknown>(path: string, data?: unknown, options?: { showErrorAlert?: boolean }): Promise<T>;
}

export type DetectorInfo = DetectorReply;
export type Health = HealthReply;
export type UploadedModel = ModelRecordReply;
export type UploadedModels = ModelListReply;
export type NewModel = NewModelInput;

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

/** The ONNX models uploaded for a datasource, newest first. */
export function readModels(datasource: ResourceCaller): Promise<UploadedModels> {
  return datasource.getResource<UploadedModels>(`${PREFIX}/models`);
}

/** Uploads an ONNX model; the reply comes when it has been checked and tried. */
export function uploadModel(datasource: ResourceSender, model: NewModel): Promise<UploadedModel> {
  return datasource.postResource<UploadedModel>(`${PREFIX}/models`, model, { showErrorAlert: false });
}

export function deleteModel(datasource: ResourceSender, hash: string): Promise<unknown> {
  const path = `/api/datasources/uid/${encodeURIComponent(datasource.uid)}/resources/${PREFIX}/models/${hash}`;
  return getBackendSrv().delete(path, undefined, { showErrorAlert: false, showSuccessAlert: false });
}
