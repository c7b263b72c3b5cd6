import { z } from 'zod';
import { addModel, getModel, listModels, removeModel } from '../../answers/model-requests.ts';
import { modelList, modelRecord, newModel } from '../../answers/model-record.ts';
import { defineRoute } from '../route.ts';

const params = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be the SHA-256 of a model, 64 hexadecimal digits' }),
});

/** The request is JSON: base64 takes a third more than the file, and the rest of the body is small. */
const REST_BYTES = 64 * 1024;

/** Uploads an ONNX model; it is checked and tried before it is kept. */
export const addModelRoute = defineRoute({
  method: 'post',
  path: '/models',
  summary: 'Uploads an ONNX model for the detector onnx-model; it is checked and tried before it is kept.',
  role: 'Editor',
  maxBytes: ({ storeMaxFileBytes }) => Math.ceil(storeMaxFileBytes / 3) * 4 + REST_BYTES,
  body: newModel,
  reply: modelRecord,
  handle: ({ body }, { core, caller, connection, signal }) => addModel(core, connection, body, caller, signal),
});

export const listModelsRoute = defineRoute({
  method: 'get',
  path: '/models',
  summary: "The organisation's uploaded ONNX models of this datasource.",
  role: 'Viewer',
  reply: modelList,
  handle: (_input, { core, connection, signal }) => listModels(core, connection, signal),
});

export const getModelRoute = defineRoute({
  method: 'get',
  path: '/models/:hash',
  summary: 'One uploaded ONNX model: what was found in it and how it is run.',
  role: 'Viewer',
  params,
  reply: modelRecord,
  handle: ({ params: { hash } }, { core, connection, signal }) => getModel(core, connection, hash, signal),
});

export const removeModelRoute = defineRoute({
  method: 'delete',
  path: '/models/:hash',
  summary: 'Deletes an uploaded ONNX model; queries that name it fail from then on.',
  role: 'Editor',
  params,
  reply: z.object({ deleted: z.string() }),
  handle: ({ params: { hash } }, { core, connection, signal }) => removeModel(core, connection, hash, signal),
});
