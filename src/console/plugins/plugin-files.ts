import type { PluginMeta } from '@grafana/data';

/** The plugin.json of a plugin, with the addresses Grafana's server would add. */
export async function readPluginMeta<M extends PluginMeta>(id: string): Promise<M> {
  const baseUrl = `/public/plugins/${id}`;
  const response = await fetch(`${baseUrl}/plugin.json`);
  if (!response.ok) {
    throw new Error(`The plugin ${id} is missing from the console's files. Run \`npm run build\` and reload.`);
  }
  const meta = (await response.json()) as M;
  const { small, large } = meta.info.logos;
  return {
    ...meta,
    module: `${baseUrl}/module.js`,
    baseUrl,
    info: { ...meta.info, logos: { small: `${baseUrl}/${small}`, large: `${baseUrl}/${large}` } },
  };
}

/** Runs a plugin's module.js, the very file Grafana gets, and gives what it exports as `plugin`. */
export async function importPlugin<P>(meta: PluginMeta): Promise<P> {
  const module = (await System.import(meta.module)) as { plugin: P };
  return module.plugin;
}
