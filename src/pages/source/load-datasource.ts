import type { DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { ResourceSender } from '../../api/request.ts';

/** A Nightjar datasource: it answers queries, and its backend's routes can be called. */
export type NightjarSource = DataSourceApi & ResourceSender;

export async function loadDatasource(uid: string): Promise<NightjarSource> {
  return (await getDataSourceSrv().get({ uid })) as NightjarSource;
}
