import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../errors.ts';

const ENDINGS = /\.(?:ya?ml|json)$/;

/** A file of monitors; `stamp` changes when it does. */
export interface FoundFile {
  readonly path: string;
  readonly stamp: string;
}

/**
 * YAML and JSON files of a folder and those below it, by path. Hidden ones are left out: of a mounted ConfigMap only what its links show counts. Throws
 * `bad-settings` where the folder cannot be read.
 */
export function listMonitorFiles(folder: string): FoundFile[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .flatMap(({ name }) => {
        const path = join(folder, name);
        const stats = statSync(path);
        if (stats.isDirectory()) {
          return listMonitorFiles(path);
        }
        return ENDINGS.test(name) ? [{ path, stamp: `${stats.ino} ${stats.mtimeMs} ${stats.size}` }] : [];
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-settings', `The folder of monitors ${folder} cannot be read: ${why}.`, {
      cause: error,
    });
  }
}
