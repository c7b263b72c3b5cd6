import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { ConfigEditor } from './ConfigEditor.tsx';
import { NightjarDatasource } from './NightjarDatasource.ts';
import { QueryEditor } from './QueryEditor.tsx';
import { QueryHelp } from './QueryHelp.tsx';
import type { StoredQuery, StoredSecrets, StoredSettings } from './stored.ts';

void initPluginTranslations('nightjar-ml-datasource');

export const plugin = new DataSourcePlugin<NightjarDatasource, StoredQuery, StoredSettings, StoredSecrets>(
  NightjarDatasource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);
