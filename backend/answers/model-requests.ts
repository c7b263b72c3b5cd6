import type { z } from 'zod';
import { NightjarError } from '../errors.ts';
import type { EngineCore } from './engine-core.ts';
import type { Caller, Connection } from './engine.ts';
import { modelList, modelRecord } from './model-record.ts';
import type { ModelListReply, ModelRecordReply, NewModelBody } from './model-record.ts';
import type { RemoteEngine } from './remote-engine.ts';

const PATH = '/api/v1/models';

/** A connection to another machine's engine leaves its models to that engine. */
function remoteOf(core: EngineCore, connection: Connection): RemoteEngine | null {
  const open = core.connections.get(connection);
  return 'remote' in open ? open.remote : null;
}

function ownerOf({ orgId, uid }: Connection) {
  return { orgId, datasource: uid };
}

/** Reads what an engine answers; one of another version answers otherwise. */
function readReply<T>(schema: z.ZodType<T>, reply: unknown): T {
  const parsed = schema.safeParse(reply);
  if (!parsed.success) {
    throw new NightjarError(
      'source-broken-reply',
      "The engine's answer about its models cannot be read: let both be of one version.",
      { cause: parsed.error }
    );
  }
  return parsed.data;
}

/** Uploads a model. Throws NightjarErrors. */
export async function addModel(
  core: EngineCore,
  connection: Connection,
  body: NewModelBody,
  { login }: Caller,
  signal?: AbortSignal
): Promise<ModelRecordReply> {
  const remote = remoteOf(core, connection);
  return remote
    ? readReply(modelRecord, await remote.send('POST', PATH, body, signal))
    : core.models.add(ownerOf(connection), body, login, signal);
}

export async function listModels(
  core: EngineCore,
  connection: Connection,
  signal?: AbortSignal
): Promise<ModelListReply> {
  const remote = remoteOf(core, connection);
  return remote
    ? readReply(modelList, await remote.send('GET', PATH, undefined, signal))
    : core.models.list(ownerOf(connection));
}

/** Throws `not-found`. */
export async function getModel(
  core: EngineCore,
  connection: Connection,
  hash: string,
  signal?: AbortSignal
): Promise<ModelRecordReply> {
  const remote = remoteOf(core, connection);
  return remote
    ? readReply(modelRecord, await remote.send('GET', `${PATH}/${hash}`, undefined, signal))
    : core.models.get(ownerOf(connection), hash);
}

/** Throws `not-found`. */
export async function removeModel(
  core: EngineCore,
  connection: Connection,
  hash: string,
  signal?: AbortSignal
): Promise<{ deleted: string }> {
  const remote = remoteOf(core, connection);
  await (remote
    ? remote.send('DELETE', `${PATH}/${hash}`, undefined, signal)
    : core.models.remove(ownerOf(connection), hash));
  return { deleted: hash };
}
