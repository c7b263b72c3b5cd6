import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from './command.ts';
import { forecast } from './forecast.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-forecast-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Out {
  readonly id: string | number;
  readonly mean: number[];
  readonly lower: number[];
  readonly upper: number[];
}

const daily = Array.from({ length: 240 }, (_, i) => 50 + 20 * Math.sin((2 * Math.PI * i) / 24) + ((i * 7919) % 7));

async function run(lines: readonly unknown[], ...args: string[]): Promise<Out[]> {
  const [batch, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')];
  writeFileSync(batch, lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'));
  expect(await forecast.run(['--batch', batch, '--out', out, ...args])).toBe(0);
  const text = readFileSync(out, 'utf8').trim().split('\n');
  return text.map((line) => JSON.parse(line) as Out);
}

it('answers each line with mean and interval, one entry a step', async () => {
  const lines = [
    { id: 'a', v: daily, step: 3600 },
    { id: 7, v: [1, null, 3], step: 60 },
  ];
  const [first, second] = await run(lines, '--horizon', '24', '--forecaster', 'seasonal-naive');
  expect([first.id, second.id]).toEqual(['a', 7]);
  expect(first.mean).toEqual(daily.slice(-24));
  for (const { mean, lower, upper } of [first, second]) {
    expect([lower.length, upper.length]).toEqual([24, 24]);
    expect(mean.every((value, i) => lower[i] < value && value < upper[i])).toBe(true);
  }
});

it('takes a duration as horizon, and wider levels are wider', async () => {
  const line = { id: 'a', v: daily, step: 3600 };
  const args = ['--horizon', '12h', '--forecaster', 'seasonal-naive'];
  const [[narrow], [wide]] = [await run([line], ...args, '--level', '60'), await run([line], ...args, '--level', '99')];
  expect(narrow.mean).toHaveLength(12);
  expect(wide.upper[5] - wide.lower[5]).toBeGreaterThan(narrow.upper[5] - narrow.lower[5]);
});

it('says what is wrong with a flag or a line', async () => {
  await expect(forecast.run(['--batch', 'x'])).rejects.toThrow(UsageError);
  await expect(run([{ v: daily, step: 60 }], '--horizon', 'soon')).rejects.toThrow('--horizon is a number of steps');
  await expect(run([{ v: daily, step: 60 }], '--horizon', '4', '--level', '100')).rejects.toThrow('--level');
  await expect(run([{ v: daily }], '--horizon', '4')).rejects.toThrow('Line 1: step');
  await expect(run([{ v: [null], step: 60 }], '--horizon', '4')).rejects.toThrow('without any value');
});
