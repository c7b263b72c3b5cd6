import { PluginIncludeType } from '@grafana/data';
import { once } from 'lodash';
import { readAppMeta } from '../plugins/load-app.ts';

export interface NavigationItem {
  readonly text: string;
  /** Without a trailing slash. */
  readonly path: string;
}

export const EXPLORE: NavigationItem = { text: 'Explore', path: '/explore' };

/** The console's own page, then those pages of the app that its plugin.json puts into Grafana's navigation. */
export const readNavigation = once(async (): Promise<NavigationItem[]> => {
  const { id, includes = [] } = await readAppMeta();
  const pages = includes
    .filter(({ type, addToNav, path }) => type === PluginIncludeType.page && addToNav && path)
    .map(({ name, path = '' }) => ({
      text: name,
      path: path.replace('%PLUGIN_ID%', id).replace(/\/$/, ''),
    }));
  return [EXPLORE, ...pages];
});
