import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from './command.ts';
import { features } from './features.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-features-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const n = 300;
const t = Array.from({ length: n }, (_, i) => 1_760_000_000_000 + i * 60_000);

async function run(line: unknown, ...args: string[]): Promise<Record<string, unknown>[]> {
  const [batch, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')];
  writeFileSync(batch, `${JSON.stringify(line)}\n`);
  expect(await features.run(['--batch', batch, '--out', out, ...args])).toBe(0);
  return readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>);
}

it('writes one line a column: rows where every feature can be told, scaled by the training part', async () => {
  const columns = { a: t.map((_, i) => i % 10), b: t.map((_, i) => (i < 200 ? 5 : 50)) };
  const [a, b] = await run({ id: 'x', t, columns, trainUntil: 200 }, '--features', 'value, lag(value, 2)');
  expect(a).toMatchObject({ id: 'x', column: 'a', names: ['value', 'lag(value, 2)'], t: t.slice(2) });
  expect((a.rows as number[][])[0][0]).toBeLessThan(0);
  const drifts = [a, b].map(({ quality }) => (quality as { drift: number }[])[0].drift);
  expect(drifts[0]).toBeLessThan(0.1);
  expect(drifts[1]).toBeGreaterThan(0.25);
  expect(b.quality).toMatchObject([{ name: 'value', constant: true, missing: 0 }, {}]);
});

it.each([
  [['--features', 'value'], /--batch FILE/],
  [['--batch', 'a', '--out', 'b', '--features', 'value', '--scaling', 'big'], /none, standard, robust, minmax/],
])('refuses %j', async (args, problem) => {
  await expect(features.run(args)).rejects.toThrow(UsageError);
  await expect(features.run(args)).rejects.toThrow(problem);
});

it('says what is wrong with a feature before it reads anything', async () => {
  const args = ['--batch', 'none.jsonl', '--out', join(folder, 'never'), '--features', 'speed'];
  await expect(features.run(args)).rejects.toThrow(/'speed' is not known/);
});
