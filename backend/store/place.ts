import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** Where the store is: in a folder, or, for the reason given (a sentence), nowhere but in memory. */
export type StorePlace = { readonly folder: string } | { readonly folder: null; readonly reason: string };

export const STORE_FILE = 'nightjar.db';

/**
 * The data folder: the plugin's own setting, else below Grafana's data path, else in the user's state folder (XDG Base Directory
 * Specification); null where the environment names none.
 */
export function dataFolder(environment: NodeJS.ProcessEnv): string | null {
  const { GF_PLUGIN_DATA_PATH, GF_PATHS_DATA, XDG_STATE_HOME, HOME, USERPROFILE } = environment;
  const home = HOME || USERPROFILE;
  const parent = GF_PATHS_DATA || XDG_STATE_HOME || (home && join(home, '.local', 'state'));
  return GF_PLUGIN_DATA_PATH || (parent ? join(parent, 'nightjar') : null);
}

/** What a folder may not do; null where it can be used or made. */
export function objection(folder: string, pluginFolder: string | null): string | null {
  if (pluginFolder !== null && isWithin(folder, pluginFolder)) {
    return `the data folder ${folder} lies in the plugin's own folder, which the next update replaces; set data_path under [plugin.nightjar-ml-datasource] to another one.`;
  }
  try {
    accessSync(nearestExisting(folder), constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return `the data folder ${folder} cannot be written; give the user that runs Nightjar the right to, or set GF_PLUGIN_DATA_PATH (or --data-dir) to a folder it can write.`;
  }
}

/** Whether nothing was ever written to the store of a place: what is not there need not be asked for. */
export function isBlank({ folder }: StorePlace): boolean {
  const file = folder === null ? null : join(folder, STORE_FILE);
  const written = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
  return file !== null && written?.size === 0 && !existsSync(`${file}-wal`);
}

/** Makes the folder, for this user alone, and the store's file; says why where that fails. */
export function openPlace(folder: string | null, pluginFolder: string | null = null): StorePlace {
  if (folder === null) {
    const reason =
      'no data folder is known; set data_path under [plugin.nightjar-ml-datasource] in Grafana’s configuration, or start with --data-dir.';
    return { folder: null, reason };
  }
  const whole = resolve(folder);
  const reason = objection(whole, pluginFolder);
  if (reason !== null) {
    return { folder: null, reason };
  }
  try {
    makeFolder(whole);
    // SQLite gives its own files beside it the same mode.
    closeSync(openSync(join(whole, STORE_FILE), 'a', 0o600));
    return { folder: whole };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      folder: null,
      reason: `the data folder ${whole} cannot be used (${why}); set GF_PLUGIN_DATA_PATH to another one.`,
    };
  }
}

/** The folder of the plugin whose program this is: that of the app where the program lies in one nested in it. */
export function pluginFolderOf(program: string): string {
  const own = dirname(resolve(program));
  return existsSync(join(dirname(own), 'plugin.json')) ? dirname(own) : own;
}

function isWithin(folder: string, other: string): boolean {
  const real = (path: string): string => {
    const there = nearestExisting(path);
    return join(realpathSync(there), path.slice(there.length));
  };
  const [inner, outer] = [real(resolve(folder)), real(resolve(other))];
  return inner === outer || inner.startsWith(outer + sep);
}

/** One folder after the other: Node's own recursive `mkdir` never ends where a file system takes none (/proc). */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

function nearestExisting(path: string): string {
  let existing = path;
  while (!existsSync(existing) && dirname(existing) !== existing) {
    existing = dirname(existing);
  }
  return existing;
}
