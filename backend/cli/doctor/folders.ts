import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Check } from './check.ts';

/** The data folder as the design has it: the plugin's own setting, Grafana's data path, or the user's state folder. */
export function dataFolder(environment: NodeJS.ProcessEnv): string {
  const { GF_PLUGIN_DATA_PATH: own, GF_PATHS_DATA: grafana, XDG_STATE_HOME: state } = environment;
  return own || join(grafana || state || join(homedir(), '.local', 'state'), 'nightjar');
}

export function dataFolderCheck(environment: NodeJS.ProcessEnv = process.env): Check {
  const folder = dataFolder(environment);
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) {
    existing = dirname(existing);
  }
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    return { name: 'Data folder', state: 'ok', detail: existing === folder ? folder : `${folder} (made when needed)` };
  } catch {
    return {
      name: 'Data folder',
      state: 'absent',
      detail: `${folder} cannot be written; results are kept in memory. Set GF_PLUGIN_DATA_PATH to a folder that can`,
    };
  }
}

/** Whether the plugin that Grafana loads has been built. */
export function pluginCheck(dist = join(import.meta.dirname, '../../../dist')): Check {
  const manifest = join(dist, 'plugin.json');
  if (!existsSync(manifest)) {
    return { name: 'Grafana plugin', state: 'absent', detail: 'not built here; `npm run build` makes dist/' };
  }
  const { id, info } = JSON.parse(readFileSync(manifest, 'utf8')) as { id: string; info: { version: string } };
  const backend = existsSync(join(dist, 'datasource', 'plugin.json')) ? '' : '; its datasource is missing, build anew';
  return { name: 'Grafana plugin', state: backend ? 'absent' : 'ok', detail: `${id} ${info.version}${backend}` };
}
