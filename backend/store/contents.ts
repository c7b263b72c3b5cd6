import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../errors.ts';
import { compressed, decompressed } from './compressed.ts';
import type { Tables } from './tables.ts';

/** Hashes asked for in one statement: SQLite takes 32,766 parameters. */
const AT_ONCE = 500;

/** SHA-256, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps bytes under their hash, compressed, each content once however many records name it. */
export async function putContents(
  transaction: Transaction<Tables>,
  contents: ReadonlyMap<string, Uint8Array>
): Promise<void> {
  const known = new Set<string>();
  for (const hashes of inParts([...contents.keys()])) {
    const rows = await transaction.selectFrom('contents').select('hash').where('hash', 'in', hashes).execute();
    rows.forEach(({ hash }) => known.add(hash));
  }
  for (const [hash, content] of contents) {
    if (!known.has(hash)) {
      const bytes = compressed(content);
      const values = { hash, size: content.byteLength, stored_size: bytes.byteLength, bytes };
      await transaction.insertInto('contents').values(values).execute();
    }
  }
}

/** Contents by hash: those that are there, and those that are there but no longer what they were. */
export async function getContents(
  db: Kysely<Tables>,
  hashes: readonly string[]
): Promise<{ found: Map<string, Uint8Array>; damaged: string[] }> {
  const found = new Map<string, Uint8Array>();
  const damaged: string[] = [];
  for (const some of inParts([...new Set(hashes)])) {
    const rows = await db.selectFrom('contents').select(['hash', 'size', 'bytes']).where('hash', 'in', some).execute();
    for (const { hash, size, bytes } of rows) {
      const content = decompressed(size, bytes);
      if (content && hashOf(content) === hash) {
        found.set(hash, content);
      } else {
        damaged.push(hash);
      }
    }
  }
  return { found, damaged };
}

export function damagedContent(hashes: readonly string[]): NightjarError {
  return new NightjarError(
    'engine-failure',
    `${hashes.length} of the store's records are damaged (the first is content ${hashes[0].slice(0, 12)}): check the disk. Models are fitted anew; a file of yours must be brought again.`
  );
}

/** Forgets contents that no model and no file names. */
export async function dropUnreferenced(transaction: Transaction<Tables>): Promise<void> {
  await transaction
    .deleteFrom('contents')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('models').select('models.hash').whereRef('models.hash', '=', 'contents.hash')))
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('files').select('files.hash').whereRef('files.hash', '=', 'contents.hash')))
    )
    .execute();
}

function inParts(hashes: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(hashes.length / AT_ONCE) }, (_, part) =>
    hashes.slice(part * AT_ONCE, (part + 1) * AT_ONCE)
  );
}
