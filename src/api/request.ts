import { lastValueFrom } from 'rxjs';
import { getBackendSrv } from '@grafana/runtime';

/** What can call the backend's routes for one datasource; Grafana's `DataSourceWithBackend` does. */
export interface ResourceCaller {
  getResource<T = unknown>(path: string, params?: Record<string, unknown>): Promise<T>;
}

/** One that can send too, and whose address is known. */
export interface ResourceSender extends ResourceCaller {
  readonly uid: string;
  postResource<T = unknown>(path: string, data?: unknown, options?: { showErrorAlert?: boolean }): Promise<T>;
}

/** Below it lie all routes of the backend. */
export const PREFIX = 'api/v1';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Sent {
  readonly params?: Record<string, unknown>;
  readonly data?: unknown;
}

/**
 * Calls a route of the backend by its path below `/api/v1`, parts that come from outside already encoded. Failures are the caller's to show: Grafana
 * announces none.
 */
export async function callRoute<T>(
  datasource: Pick<ResourceSender, 'uid'>,
  method: Method,
  path: string,
  { params, data }: Sent = {}
): Promise<T> {
  const reply = await lastValueFrom(
    getBackendSrv().fetch<T>({
      method,
      url: `/api/datasources/uid/${encodeURIComponent(datasource.uid)}/resources/${PREFIX}/${path}`,
      params,
      data,
      showErrorAlert: false,
      showSuccessAlert: false,
    })
  );
  return reply.data;
}

/** The HTTP status of what a call threw, or null where no reply came. */
export function statusOf(thrown: unknown): number | null {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : null;
  return typeof status === 'number' && status > 0 ? status : null;
}
