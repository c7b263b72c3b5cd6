import { PREFIX } from './request.ts';
import type { ResourceCaller } from './request.ts';

/** One of Prometheus's metadata routes (`labels`, `label/job/values`, `series`, `metadata`), through the backend. */
export async function readPrometheus<T>(
  datasource: ResourceCaller,
  path: string,
  params: Record<string, unknown> = {}
): Promise<T> {
  const { data } = await datasource.getResource<{ data: T }>(`${PREFIX}/prometheus/${path}`, params);
  return data;
}
