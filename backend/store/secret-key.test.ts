import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretKey } from './secret-key.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nightjar-key-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('stays the same over restarts, differs by purpose and folder, and only its user can read it', () => {
  const key = secretKey(folder, {}, 'a');
  expect(key).toHaveLength(32);
  expect(secretKey(folder, {}, 'a')).toEqual(key);
  expect(secretKey(folder, {}, 'b')).not.toEqual(key);
  expect(readdirSync(folder)).toEqual(['secret.key']);
  expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  rmSync(join(folder, 'secret.key'));
  expect(secretKey(folder, {}, 'a')).not.toEqual(key);
});

it('comes from GF_PLUGIN_SECRET_KEY where that is set, and leaves no file', () => {
  const environment = { GF_PLUGIN_SECRET_KEY: 'of the operator' };
  expect(secretKey(folder, environment, 'a')).toEqual(secretKey('/nowhere', environment, 'a'));
  expect(readdirSync(folder)).toEqual([]);
});

it('refuses a file that holds no key', () => {
  writeFileSync(join(folder, 'secret.key'), 'abc');
  expect(() => secretKey(folder, {}, 'a')).toThrow('remove it');
});
