import type { PanelPlugin, PanelPluginMeta } from '@grafana/data';
import { once } from 'lodash';
import {
  ALERTS_PANEL_ID,
  FORECAST_PANEL_ID,
  MONITORS_PANEL_ID,
  PANEL_ID,
  RECOMMENDATIONS_PANEL_ID,
} from './plugin-ids.ts';
import { importPlugin, readPluginMeta } from './plugin-files.ts';

const loaderOf = (id: string) =>
  once(async (): Promise<PanelPlugin> => {
    const meta = await readPluginMeta<PanelPluginMeta>(id);
    const plugin = await importPlugin<PanelPlugin>(meta);
    plugin.meta = meta;
    return plugin;
  });

/** The anomalies panel; loaded once. */
export const loadPanel = loaderOf(PANEL_ID);

/** The forecast panel; loaded once. */
export const loadForecastPanel = loaderOf(FORECAST_PANEL_ID);

/** The panel of incidents; loaded once. */
export const loadAlertsPanel = loaderOf(ALERTS_PANEL_ID);

/** The panel of recommendations; loaded once. */
export const loadRecommendationsPanel = loaderOf(RECOMMENDATIONS_PANEL_ID);

/** What loads each panel the console has, by the panel's id. */
export const PANEL_LOADERS: ReadonlyMap<string, () => Promise<PanelPlugin>> = new Map([
  [PANEL_ID, loadPanel],
  [MONITORS_PANEL_ID, loaderOf(MONITORS_PANEL_ID)],
  [FORECAST_PANEL_ID, loadForecastPanel],
  [ALERTS_PANEL_ID, loadAlertsPanel],
  [RECOMMENDATIONS_PANEL_ID, loadRecommendationsPanel],
]);
