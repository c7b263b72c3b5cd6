import { keyOf, restore as restoreBackup } from '../store/backup/restore.ts';
import type { Restored } from '../store/backup/restore.ts';
import { folderOf } from './backup.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';

const usage = `usage: nightjar restore FILE [--data-dir DIR] [--force]

Puts a backup where a store belongs, after a check of every page and of its version. Stop Nightjar first. The store that is there is moved
aside, not written over. FILE.key is restored with it where it lies beside it. What was done is told in one JSON object on standard output.

  --data-dir DIR  folder of the store (default: as for nightjar serve and nightjar doctor)
  --force         also while a process works with the store there: what that one keeps from then on is not in the restored one`;

export const restore: Command = {
  name: 'restore',
  summary: 'put a backup where the store belongs',
  usage,
  async run(args) {
    const { values, positionals } = parseFlags({
      args: [...args],
      allowPositionals: true,
      options: { 'data-dir': { type: 'string' }, force: { type: 'boolean', default: false } },
    } as const);
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      throw new UsageError('give one FILE to restore');
    }
    const folder = folderOf(values['data-dir']);
    const { content, ...restored } = await restoreBackup(file, folder, values.force, Date.now());
    notes(file, restored).forEach((note) => process.stderr.write(`${note}\n`));
    process.stdout.write(`${JSON.stringify({ folder, ...restored, ...content })}\n`);
    return 0;
  },
};

function notes(file: string, { replaced, key, holder }: Omit<Restored, 'content'>): string[] {
  const told: string[] = [];
  if (replaced !== null) {
    told.push(`What was there is now ${replaced}: remove it when you are sure.`);
  }
  if (holder !== null) {
    told.push(`${holder} still works with what was replaced: stop it and start it again.`);
  }
  if (key === 'none') {
    told.push(
      `No key came with the backup (${keyOf(file)}), and none is here: unless GF_PLUGIN_SECRET_KEY is what it was, each datasource must be asked once (Save & test) before its monitors go on, and models are fitted anew.`
    );
  }
  return told;
}
