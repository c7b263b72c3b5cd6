import { chmodSync, constants, copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../errors.ts';
import { inspectStore } from '../inspect-store.ts';
import { STORE_FILE, openPlace } from '../place.ts';
import { KEY_FILE } from '../secret-key.ts';
import { flush, makeSingle } from './back-up.ts';
import type { BackupContent } from './check-backup.ts';
import { checkBackup } from './check-backup.ts';

/** Where a backup's key lies. */
export const keyOf = (file: string): string => `${file}.key`;

export interface Restored {
  readonly content: BackupContent;
  /** What was there before, under its new name; null where nothing was. */
  readonly replaced: string | null;
  /** Whether the key came with the backup, is the one that was there, or is neither. */
  readonly key: 'restored' | 'kept' | 'none';
  /** The process that still works with what was replaced, in words, or null. */
  readonly holder: string | null;
}

/**
 * Puts a backup where a store belongs. The store that is there is moved aside, not written over. Throws `conflict` where a process works with
 * it (unless `force`), `bad-request` where the backup is none, damaged or of a newer Nightjar; nothing is changed then.
 */
export async function restore(file: string, folder: string, force: boolean, now: number): Promise<Restored> {
  await checkBackup(file);
  const place = openPlace(folder);
  if (place.folder === null) {
    throw new NightjarError('bad-request', `Nothing was restored: ${place.reason}`);
  }
  const store = join(place.folder, STORE_FILE);
  const holder = await holderOf(store);
  if (holder !== null && !force) {
    throw new NightjarError(
      'conflict',
      `Nothing was restored: ${holder} works with the store ${store}. Stop it first. (--force moves its store away from under it: what it keeps from then on is not in the restored one.)`
    );
  }
  const draft = `${store}.restoring`;
  copyFileSync(file, draft);
  chmodSync(draft, 0o600);
  let content: BackupContent;
  try {
    await makeSingle(draft);
    // What was copied is what will be used.
    content = await checkBackup(draft);
    flush(draft);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const replaced = moveAside(store, stamp);
  renameSync(draft, store);
  const key = restoreKey(keyOf(file), join(place.folder, KEY_FILE), stamp);
  flush(place.folder);
  return { content, replaced, key, holder };
}

/** The process that works with a store; null also where the file is none that could be read. */
async function holderOf(store: string): Promise<string | null> {
  if ((statSync(store, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    return null;
  }
  try {
    return (await inspectStore(store)).holder;
  } catch {
    // A damaged one is what people restore over, and it is moved aside whole.
    return null;
  }
}

/** With its write-ahead log, which belongs to it: beside another store it would damage that. */
function moveAside(store: string, stamp: string): string | null {
  const size = statSync(store, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 && !existsSync(`${store}-wal`)) {
    rmSync(store, { force: true });
    return null;
  }
  const aside = `${store}.replaced-${stamp}`;
  if (existsSync(aside)) {
    throw new NightjarError('conflict', `Nothing was restored: ${aside} is there already. Try again in a second.`);
  }
  for (const part of ['-wal', '-shm', '']) {
    if (existsSync(`${store}${part}`)) {
      renameSync(`${store}${part}`, `${aside}${part}`);
    }
  }
  return aside;
}

function restoreKey(given: string, there: string, stamp: string): Restored['key'] {
  const known = existsSync(there);
  if (!existsSync(given)) {
    return known ? 'kept' : 'none';
  }
  if (known && readFileSync(there, 'utf8').trim() === readFileSync(given, 'utf8').trim()) {
    return 'kept';
  }
  if (known) {
    renameSync(there, `${there}.replaced-${stamp}`);
  }
  copyFileSync(given, there, constants.COPYFILE_EXCL);
  chmodSync(there, 0o600);
  flush(there);
  return 'restored';
}
