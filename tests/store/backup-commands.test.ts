import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../backend/cli/backup.ts';
import { UsageError } from '../../backend/cli/command.ts';
import { restore } from '../../backend/cli/restore.ts';
import { OWNER } from '../../backend/store/example-store.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import { secretKey } from '../../backend/store/secret-key.ts';
import { Store } from '../../backend/store/store.ts';
import { expectCountedOnce } from './counted-once.ts';
import { runUntilKilled } from './run-until-killed.ts';

const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

let scratch = '';
let out = '';
let err = '';
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'nightjar-backup-'));
  out = '';
  err = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== '');
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (err += String(text)) !== '');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(scratch, { recursive: true, force: true });
});

it('a store is copied beside the process that evaluates into it, and the copy goes on from there', async () => {
  const [data, other, file] = ['data', 'other', 'backup.db'].map((name) => join(scratch, name));
  const key = secretKey(madeFolder(data), {}, 'test');
  const folder = ['--data-dir', data];
  const lines = await runUntilKilled('evaluate-until-killed.ts', [data], 100, async () => {
    expect(await backup.run([file, ...folder, '--with-key'])).toBe(0);
    // The same name again is refused, and so is a store in use.
    await expect(backup.run([file, ...folder])).rejects.toMatchObject({ code: 'bad-request' });
    await expect(restore.run([file, ...folder])).rejects.toMatchObject({ code: 'conflict' });
  });
  const told = JSON.parse(out) as Record<string, unknown>;
  expect(told).toMatchObject({
    file,
    key: `${file}.key`,
    schemaVersion: expect.any(Number),
    models: 0,
    verdicts: expect.any(Number),
  });
  expect(err).toContain("can read the datasources' passwords");
  expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
  expect(lines.length).toBeGreaterThanOrEqual(100);

  out = '';
  expect(await restore.run([file, '--data-dir', other])).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ folder: other, replaced: null, key: 'restored', monitors: told.monitors });
  expect(secretKey(other, {}, 'test')).toEqual(key);
  const store = new Store({ place: { folder: other }, limits: LIMITS, log: () => undefined });
  expect(await store.status()).toMatchObject({ kind: 'sqlite', writes: true, failure: null });
  const monitors = await store.monitors.listMonitors(OWNER);
  expect(monitors).toHaveLength(Number(told.monitors));
  const states = await store.monitors.loadMonitorStates(monitors.map(({ id }) => id));
  expect(states.length).toBeGreaterThan(1);
  for (const { monitor, evaluatedTo, status } of states) {
    await expectCountedOnce(store.monitors, monitor, evaluatedTo, status.evaluations);
  }
  await store.close();

  // The process is gone: its store may be restored over, and is kept.
  out = '';
  expect(await restore.run([file, ...folder])).toBe(0);
  const { replaced } = JSON.parse(out) as { replaced: string };
  expect(err).toContain(`What was there is now ${replaced}`);
  expect(readFileSync(replaced).subarray(0, 15).toString()).toBe('SQLite format 3');
});

it('without a key each says what that means', async () => {
  const [data, other, file] = ['data', 'other', 'backup.db'].map((name) => join(scratch, name));
  const store = new Store({ place: { folder: madeFolder(data) }, limits: LIMITS, log: () => undefined });
  await store.status();
  await store.close();
  await backup.run([file, '--data-dir', data, '--with-key']);
  expect(JSON.parse(out)).toMatchObject({ key: null, monitors: 0 });
  expect(err).toContain('GF_PLUGIN_SECRET_KEY');
  await restore.run([file, '--data-dir', other]);
  expect(err).toContain('each datasource must be asked once');
});

it('wrong usage and a folder without a store are told', async () => {
  await expect(backup.run([])).rejects.toThrow(UsageError);
  await expect(backup.run(['a', 'b'])).rejects.toThrow(UsageError);
  await expect(restore.run([])).rejects.toThrow(UsageError);
  await expect(restore.run(['a', '--what'])).rejects.toThrow(UsageError);
  await expect(backup.run([join(scratch, 'x'), '--data-dir', scratch])).rejects.toMatchObject({ code: 'not-found' });
  await expect(restore.run([join(scratch, 'x'), '--data-dir', scratch])).rejects.toMatchObject({ code: 'bad-request' });
});

function madeFolder(folder: string): string {
  mkdirSync(folder);
  return folder;
}
