import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runParallel } from './pool.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-pool-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function moduleOf(source: string): string {
  const path = join(folder, `task-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(path, source);
  return path;
}

it('gives results in the order of the inputs, typed arrays as they are', async () => {
  const module = moduleOf(`export async function runTask(n) {
    await new Promise((resolve) => setTimeout(resolve, n === 0 ? 60 : 0));
    return Float64Array.of(n, process.pid);
  }`);
  const done: number[] = [];
  const results = await runParallel<Float64Array>(module, [0, 1, 2, 3], { progress: (count) => void done.push(count) });
  expect(results.map(([n]) => n)).toEqual([0, 1, 2, 3]);
  expect(results.every(([, pid]) => pid !== process.pid)).toBe(true);
  expect(done).toEqual([1, 2, 3, 4]);
});

it('ends with what a task said when it fails, or when its process does', async () => {
  const failing = moduleOf(`export async function runTask() { throw new Error('no such series'); }`);
  await expect(runParallel(failing, [1])).rejects.toThrow(/no such series/);
  const dying = moduleOf(`export async function runTask() { process.exit(3); }`);
  await expect(runParallel(dying, [1])).rejects.toThrow(/status 3/);
});
