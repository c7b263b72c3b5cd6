import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.ts';

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-check-'));
  said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it('says that files are in order, or all that is not', async () => {
  writeFileSync(join(folder, 'a.yaml'), 'monitors: [{ name: a, queries: [{ expr: up }] }]');
  writeFileSync(join(folder, 'notes.txt'), 'no monitors');
  expect(await check.run([folder])).toBe(0);
  expect(said).toBe('1 file, 1 monitor in order\n');
  said = '';
  writeFileSync(join(folder, 'b.yaml'), 'monitors: [{ name: b, queries: [], every: often }]');
  expect(await check.run([folder])).toBe(1);
  expect(said.split('\n')).toEqual([
    expect.stringMatching(/b\.yaml:1:\d+: monitors\[0\]\.queries: /),
    expect.stringMatching(/b\.yaml:1:\d+: monitors\[0\]\.every: must be auto or a duration/),
    '2 files, 1 monitor in order, 2 problems',
    '',
  ]);
});

it('refuses nothing to check, and files that are not there', async () => {
  await expect(check.run([])).rejects.toThrow(/name files/);
  await expect(check.run([join(folder, 'c.yaml')])).rejects.toThrow(/no file or folder/);
});
