/*
 * The messages of plugin-protocol.ts as they arrive and leave: every scalar, map and list is there (protobuf's defaults filled in),
 * an absent message is null, int64 are numbers, bytes are Buffers, enumerations are numbers.
 */
export interface DataSourceInstanceSettings {
  readonly name: string;
  readonly url: string;
  readonly jsonData: Buffer;
  readonly decryptedSecureJsonData: Readonly<Record<string, string>>;
  readonly uid: string;
}

export interface PluginContext {
  readonly orgId: number;
  readonly pluginId: string;
  readonly user: { readonly login: string; readonly role: string } | null;
  readonly dataSourceInstanceSettings: DataSourceInstanceSettings | null;
}

export type StringLists = Readonly<Record<string, { readonly values: readonly string[] }>>;

export interface CallResourceRequest {
  readonly pluginContext: PluginContext | null;
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly headers: StringLists;
  readonly body: Buffer;
}

export interface CallResourceResponse {
  readonly code?: number;
  readonly headers?: StringLists;
  readonly body?: Uint8Array;
}

export interface DataQuery {
  readonly refId: string;
  readonly timeRange: { readonly fromEpochMS: number; readonly toEpochMS: number } | null;
  readonly json: Buffer;
}

export interface QueryDataRequest {
  readonly pluginContext: PluginContext | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly queries: readonly DataQuery[];
}

export interface DataResponse {
  readonly frames?: readonly Uint8Array[];
  readonly error?: string;
  readonly status: number;
  readonly errorSource?: 'plugin' | 'downstream';
}

export interface QueryDataResponse {
  readonly responses: Readonly<Record<string, DataResponse>>;
}

export interface CheckHealthRequest {
  readonly pluginContext: PluginContext | null;
}

export const HEALTH_STATUS = { ok: 1, error: 2 } as const;

export interface CheckHealthResponse {
  readonly status: number;
  readonly message: string;
  readonly jsonDetails: Uint8Array;
}

export interface CollectMetricsResponse {
  readonly metrics: { readonly prometheus: Uint8Array };
}

export interface StreamRequest {
  readonly pluginContext: PluginContext | null;
  readonly path: string;
  readonly data: Buffer;
}

export const STREAM_STATUS = { ok: 0, notFound: 1, permissionDenied: 2 } as const;

export interface StreamStatusResponse {
  readonly status: number;
}

export interface StreamPacket {
  readonly data: Uint8Array;
}
