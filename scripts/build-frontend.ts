import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile } from './rspack/compile.ts';
import { pluginConfig, root } from './rspack/plugin-config.ts';
import type { PluginEntry } from './rspack/plugin-config.ts';

interface PluginSource extends PluginEntry {
  /** Where the plugin's `plugin.json` stands. */
  readonly manifest: string;
}

/** The app and what is nested in it: one `plugin.json` and one `module.js` each. */
export const PLUGINS: readonly PluginSource[] = [
  { id: 'nightjar-ml-app', entry: 'src/module.tsx', folder: '', manifest: 'plugin.json' },
  {
    id: 'nightjar-ml-datasource',
    entry: 'src/datasource/module.ts',
    folder: 'datasource',
    manifest: 'src/datasource/plugin.json',
  },
  {
    id: 'nightjar-anomalies-panel',
    entry: 'src/panels/anomalies/module.tsx',
    folder: 'panels/anomalies',
    manifest: 'src/panels/anomalies/plugin.json',
  },
  {
    id: 'nightjar-monitors-panel',
    entry: 'src/panels/monitors/module.tsx',
    folder: 'panels/monitors',
    manifest: 'src/panels/monitors/plugin.json',
  },
  {
    id: 'nightjar-forecast-panel',
    entry: 'src/panels/forecast/module.tsx',
    folder: 'panels/forecast',
    manifest: 'src/panels/forecast/plugin.json',
  },
  {
    id: 'nightjar-alerts-panel',
    entry: 'src/panels/alerts/module.tsx',
    folder: 'panels/alerts',
    manifest: 'src/panels/alerts/plugin.json',
  },
  {
    id: 'nightjar-recommendations-panel',
    entry: 'src/panels/recommendations/module.tsx',
    folder: 'panels/recommendations',
    manifest: 'src/panels/recommendations/plugin.json',
  },
];

/** The scripts this build makes; others in the plugin folder are the backend's. */
const OWN_SCRIPT = /^module\.js$|\.[0-9a-f]{8}\.js$/;

const LOCALES = join(root, 'src', 'locales');

export interface FrontendOptions {
  /** The plugin folder to fill. */
  readonly out: string;
  readonly mode?: 'production' | 'development';
}

/** Writes what the browser loads into `out`: manifests, modules and their chunks, logos, words and the bundled dashboard. */
export async function buildFrontend({ out, mode = 'production' }: FrontendOptions): Promise<void> {
  for (const plugin of PLUGINS) {
    const folder = join(out, plugin.folder);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).filter((file) => OWN_SCRIPT.test(file))) {
      rmSync(join(folder, name));
    }
    writeManifest(plugin, folder);
    copyWords(plugin.id, folder);
    cpSync(join(root, 'src', 'img'), join(folder, 'img'), { recursive: true });
  }
  cpSync(join(root, 'src', 'dashboards'), join(out, 'dashboards'), { recursive: true });
  await compile(PLUGINS.map((plugin) => pluginConfig(plugin, out, mode)));
}

function writeManifest(plugin: PluginSource, folder: string): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const text = readFileSync(join(root, plugin.manifest), 'utf8')
    .replaceAll('%VERSION%', version)
    .replaceAll('%TODAY%', new Date().toISOString().slice(0, 10))
    .replaceAll('%PLUGIN_ID%', plugin.id);
  writeFileSync(join(folder, 'plugin.json'), text);
}

/** Every plugin has its own namespace of words in Grafana; all of them take them from one file a language. */
function copyWords(id: string, folder: string): void {
  for (const language of readdirSync(LOCALES)) {
    const target = join(folder, 'locales', language, `${id}.json`);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(LOCALES, language, 'nightjar-ml-app.json'), target);
  }
}

if (process.argv[1] && basename(process.argv[1]) === basename(import.meta.filename)) {
  await buildFrontend({
    out: join(root, 'dist'),
    mode: process.argv.includes('--development') ? 'development' : 'production',
  });
}
