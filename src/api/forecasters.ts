import type { ForecasterReply } from '../../backend/routes/forecasters/forecasters-route.ts';
import { PREFIX } from './request.ts';
import type { ResourceCaller } from './request.ts';

export type ForecasterInfo = ForecasterReply;

/** The registered forecasters with the JSON Schema of their settings. */
export async function readForecasters(datasource: ResourceCaller): Promise<readonly ForecasterInfo[]> {
  const { forecasters } = await datasource.getResource<{ forecasters: ForecasterInfo[] }>(`${PREFIX}/forecasters`);
  return forecasters;
}
