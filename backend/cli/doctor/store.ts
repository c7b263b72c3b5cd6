import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspectStore } from '../../store/inspect-store.ts';
import { STORE_FILE, dataFolder, objection } from '../../store/place.ts';
import type { Check } from './check.ts';

/** Where fitted models would be kept, and what is there. Nothing is made or changed, so it may run beside an engine. */
export async function storeChecks(environment: NodeJS.ProcessEnv = process.env): Promise<Check[]> {
  const folder = dataFolder(environment);
  if (folder === null) {
    const detail =
      'none: neither GF_PLUGIN_DATA_PATH, GF_PATHS_DATA, XDG_STATE_HOME nor HOME is set; models are kept in memory';
    return [{ name: 'Data folder', state: 'absent', detail }];
  }
  const wrong = objection(folder, null);
  if (wrong !== null) {
    return [{ name: 'Data folder', state: 'absent', detail: `models are kept in memory, since ${wrong}` }];
  }
  const place: Check = {
    name: 'Data folder',
    state: 'ok',
    detail: existsSync(folder) ? folder : `${folder} (made when needed)`,
  };
  const file = join(folder, STORE_FILE);
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0 ? [place, await contentCheck(file)] : [place];
}

async function contentCheck(file: string): Promise<Check> {
  const name = 'Store';
  try {
    const { bytes, models, files, monitors, schemaVersion, holder } = await inspectStore(file);
    const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    const lease = holder === null ? 'no process evaluates it now' : `${holder} evaluates it`;
    return {
      name,
      state: 'ok',
      detail: `${models} models, ${monitors} monitors, ${files} files, ${size}, schema ${schemaVersion}; ${lease}`,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      name,
      state: 'absent',
      detail: `${file} cannot be read (${why}): move it away, and models are fitted anew`,
    };
  }
}
