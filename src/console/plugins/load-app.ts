import type { AppPlugin, AppPluginMeta } from '@grafana/data';
import { once } from 'lodash';
import { APP_ID } from './plugin-ids.ts';
import { importPlugin, readPluginMeta } from './plugin-files.ts';

/** The app's description; its pages make the console's navigation. Read once. */
export const readAppMeta = once(async (): Promise<AppPluginMeta> => {
  return { ...(await readPluginMeta<AppPluginMeta>(APP_ID)), enabled: true, jsonData: {} };
});

/** The app with its pages; loaded once. */
export const loadApp = once(async (): Promise<AppPlugin> => {
  const meta = await readAppMeta();
  const app = await importPlugin<AppPlugin>(meta);
  app.meta = meta;
  app.init(meta);
  return app;
});
