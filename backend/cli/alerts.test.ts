import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alerts } from './alerts.ts';

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-alerts-'));
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

const path = (name: string) => join(folder, name);
const write = (lines: readonly unknown[]) =>
  writeFileSync(path('in'), lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const read = () =>
  readFileSync(path('out'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; cluster: number; reasons: { kind: string; text: string }[] });

it('gives every alert its cluster and reasons, in the order of the lines', async () => {
  const start = Date.UTC(2026, 0, 1);
  const alert = (service: string, minute: number, id?: string) => ({
    id,
    name: 'HighLatency',
    service,
    start: start + minute * 60_000,
  });
  write([alert('pay', 600, 'late'), alert('cart', 1, 'b'), 'nonsense', alert('cart', 0)]);
  const status = await alerts.run(['--in', path('in'), '--out', path('out'), '--algorithm', 'simple']);
  expect({ status, said }).toEqual({ status: 1, said: 'Alert 3 is no JSON object.\n' });
  const lines = read();
  expect(lines.map(({ id }) => id)).toEqual(['late', 'b', 4]);
  expect(lines[1].cluster).toBe(lines[2].cluster);
  expect(lines[0].cluster).not.toBe(lines[1].cluster);
  expect(lines[1].reasons.length).toBeGreaterThan(0);
});

it('says what is wrong with its usage', async () => {
  write([]);
  await expect(alerts.run(['--in', path('in')])).rejects.toThrow(/--out FILE or --engine/);
  const usual = ['--in', path('in'), '--out', path('out')];
  await expect(alerts.run([...usual, '--algorithm', 'magic'])).rejects.toThrow(/no algorithm 'magic'/);
  await expect(alerts.run([...usual, '--set', 'clusteringEps=2'])).rejects.toThrow(/clusteringEps/);
  await expect(alerts.run(['--in', path('none'), '--out', path('out')])).rejects.toThrow(/cannot be read/);
});
