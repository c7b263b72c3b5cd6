import type { ModelListReply, ModelRecordReply, NewModelInput } from '../../backend/answers/model-record.ts';
import { callRoute, PREFIX } from './request.ts';
import type { ResourceCaller, ResourceSender } from './request.ts';

export type UploadedModel = ModelRecordReply;
export type UploadedModels = ModelListReply;
export type NewModel = NewModelInput;

/** The ONNX models uploaded for a datasource, newest first. */
export function readModels(datasource: ResourceCaller): Promise<UploadedModels> {
  return datasource.getResource<UploadedModels>(`${PREFIX}/models`);
}

/** Uploads an ONNX model; the reply comes when it has been checked and tried. */
export function uploadModel(datasource: ResourceSender, model: NewModel): Promise<UploadedModel> {
  return datasource.postResource<UploadedModel>(`${PREFIX}/models`, model, { showErrorAlert: false });
}

export function deleteModel(datasource: ResourceSender, hash: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `models/${hash}`);
}
