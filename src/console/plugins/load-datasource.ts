import type { DataSourceApi, DataSourceInstanceSettings, DataSourcePlugin, DataSourcePluginMeta } from '@grafana/data';
import { DATASOURCE_ID } from './plugin-ids.ts';
import { importPlugin, readPluginMeta } from './plugin-files.ts';

export async function readDataSourceSettings(): Promise<DataSourceInstanceSettings> {
  return {
    id: 1,
    uid: 'nightjar',
    name: 'Nightjar',
    type: DATASOURCE_ID,
    meta: await readPluginMeta<DataSourcePluginMeta>(DATASOURCE_ID),
    access: 'proxy',
    readOnly: true,
    isDefault: true,
    jsonData: {},
  };
}

/** Makes the datasource as Grafana does: the plugin's class with the instance's settings, its editors beside it. */
export async function loadDataSource(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const plugin = await importPlugin<DataSourcePlugin<DataSourceApi>>(settings.meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components;
  instance.meta = settings.meta;
  return instance;
}
