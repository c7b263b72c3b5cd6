import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';

export const KEY_FILE = 'secret.key';
const BYTES = 32;

/**
 * A key of this installation for one purpose (HKDF-SHA-256, RFC 5869): from GF_PLUGIN_SECRET_KEY, else from a file in the data folder that
 * only its user can read, made when first needed. It outlives restarts, and nobody who has only the database can compute it.
 */
export function secretKey(folder: string, environment: NodeJS.ProcessEnv, purpose: string): Buffer {
  const { GF_PLUGIN_SECRET_KEY: given } = environment;
  const root = given ? Buffer.from(given) : keyFile(join(folder, KEY_FILE));
  return Buffer.from(hkdfSync('sha256', root, '', `nightjar ${purpose}`, BYTES));
}

/** Two processes that start at once agree on one key: it gets its name only when it is written, and the first one has it. */
function keyFile(path: string): Buffer {
  try {
    return readKey(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) {
      throw error;
    }
  }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(draft);
  }
  return readKey(path);
}

function readKey(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== BYTES) {
    throw new Error(`${path} holds no key of ${BYTES} bytes in hexadecimal: remove it, and a new one is made.`);
  }
  return key;
}
