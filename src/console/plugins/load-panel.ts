import type { PanelPlugin, PanelPluginMeta } from '@grafana/data';
import { once } from 'lodash';
import { PANEL_ID } from './plugin-ids.ts';
import { importPlugin, readPluginMeta } from './plugin-files.ts';

/** The anomalies panel; loaded once. */
export const loadPanel = once(async (): Promise<PanelPlugin> => {
  const meta = await readPluginMeta<PanelPluginMeta>(PANEL_ID);
  const plugin = await importPlugin<PanelPlugin>(meta);
  plugin.meta = meta;
  return plugin;
});
