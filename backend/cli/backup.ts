import { constants, copyFileSync, chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../errors.ts';
import { backUp } from '../store/backup/back-up.ts';
import { checkBackup } from '../store/backup/check-backup.ts';
import { keyOf } from '../store/backup/restore.ts';
import { STORE_FILE, dataFolder } from '../store/place.ts';
import { KEY_FILE } from '../store/secret-key.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';

const usage = `usage: nightjar backup FILE [--data-dir DIR] [--with-key]

Copies the store to FILE, as it is at one instant, also while Nightjar runs: monitors, detections, verdicts, results, models and files.
What is in it is told in one JSON object on standard output.

  --data-dir DIR  folder of the store (default: as for nightjar serve and nightjar doctor)
  --with-key      also copies the secret key, to FILE.key. The store has the passwords and tokens of datasources, encrypted with that key:
                  whoever has both files can read them. Keep them apart. Without it a restored store asks for each
                  datasource once, by any query or Save & test, unless the key is still there`;

export const backup: Command = {
  name: 'backup',
  summary: 'copy the store to a file, also while Nightjar runs',
  usage,
  async run(args) {
    const { values, positionals } = parseFlags({
      args: [...args],
      allowPositionals: true,
      options: { 'data-dir': { type: 'string' }, 'with-key': { type: 'boolean', default: false } },
    } as const);
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      throw new UsageError('give one FILE to write');
    }
    const folder = folderOf(values['data-dir']);
    const store = join(folder, STORE_FILE);
    if ((statSync(store, { throwIfNoEntry: false })?.size ?? 0) === 0) {
      throw new NightjarError('not-found', `There is no store in ${folder}: name its folder with --data-dir.`);
    }
    if (values['with-key'] && existsSync(keyOf(file))) {
      throw new NightjarError('bad-request', `There is a file ${keyOf(file)} already: move it away.`);
    }
    await backUp(store, file);
    const content = await checkBackup(file);
    const key = values['with-key'] ? copyKey(folder, keyOf(file)) : null;
    process.stdout.write(`${JSON.stringify({ file, key, ...content })}\n`);
    return 0;
  },
};

/** The folder named, or where Nightjar keeps its store otherwise. */
export function folderOf(given: string | undefined): string {
  const folder = given ?? dataFolder(process.env);
  if (folder === null) {
    throw new UsageError(
      'give --data-dir DIR: neither GF_PLUGIN_DATA_PATH, GF_PATHS_DATA, XDG_STATE_HOME nor HOME is set'
    );
  }
  return folder;
}

function copyKey(folder: string, target: string): string | null {
  const key = join(folder, KEY_FILE);
  if (!existsSync(key)) {
    process.stderr.write(
      `${folder} has no ${KEY_FILE}: the key comes from GF_PLUGIN_SECRET_KEY. Keep its value beside the backup.\n`
    );
    return null;
  }
  copyFileSync(key, target, constants.COPYFILE_EXCL);
  chmodSync(target, 0o600);
  process.stderr.write(`With ${target} whoever has the backup can read the datasources' passwords: keep them apart.\n`);
  return target;
}
