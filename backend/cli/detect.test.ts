import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detect } from './detect.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-detect-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const n = 400;
const t = Array.from({ length: n }, (_, i) => 1_760_000_000_000 + i * 60_000);
const v = t.map((_, i) => (i === 150 ? null : 10 + Math.sin(i * 12.9898) + (i === 380 ? 40 : 0)));

async function run(
  lines: readonly unknown[],
  ...args: string[]
): Promise<Record<string, (number | boolean | null)[]>[]> {
  const [batch, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')];
  writeFileSync(batch, lines.map((line) => `${JSON.stringify(line)}\n`).join('\n'));
  expect(await detect.run(['--batch', batch, '--out', out, ...args])).toBe(0);
  return readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, (number | boolean | null)[]>);
}

it('writes one line a line, one entry a point, null where nothing can be said', async () => {
  const [first, second] = await run([
    { id: 'a', t, v },
    { id: 7, t: t.slice(0, 3), v: [1, 2, 3] },
  ]);
  expect(Object.keys(first)).toEqual(['id', 'score', 'anomaly', 'expected', 'lower', 'upper']);
  expect([first.id, second.id]).toEqual(['a', 7]);
  for (const column of ['score', 'anomaly', 'expected', 'lower', 'upper']) {
    expect(first[column]).toHaveLength(n);
    expect(second[column]).toEqual([null, null, null]);
  }
  expect([first.score[99], first.anomaly[99], first.score[150], first.anomaly[150]]).toEqual([null, null, null, null]);
  expect(first.anomaly[380]).toBe(true);
  expect(first.anomaly.filter(Boolean).length).toBeLessThan(5);
});

it('takes settings, modes and seeds', async () => {
  const line = { id: 'a', t, v };
  const [wide] = await run([line], '--set', 'bandWidth=6');
  const [usual] = await run([line]);
  expect(Number(wide.upper[300]) - Number(wide.lower[300])).toBeCloseTo(
    2 * (Number(usual.upper[300]) - Number(usual.lower[300])),
    6
  );
  expect(wide.score).toEqual(usual.score);
  const forest = ['--detector', 'isolation-forest', '--mode', 'range', '--seed', '5'];
  expect(await run([line], ...forest)).toEqual(await run([line], ...forest));
});

it('takes missing values as nothing, as zero or as anomalies', async () => {
  const gap = Array.from({ length: 10 }, (_, i) => 300 + i);
  const holes = v.map((value, i) => (gap.includes(i) ? null : value));
  const scores = async (values: typeof v, ...args: string[]) =>
    (await run([{ id: 'a', t, v: values }], ...args))[0].score;
  const ignored = await scores(holes, '--missing', 'ignore');
  expect(ignored).toEqual(await scores(holes));
  expect(gap.map((i) => ignored[i])).toEqual(gap.map(() => null));
  expect(await scores(holes, '--missing', 'anomaly')).toEqual(
    ignored.map((score, i) => (holes[i] === null ? 1 : score))
  );
  const zeros = holes.map((value) => value ?? 0);
  expect(await scores(holes, '--missing', 'zero')).toEqual(await scores(zeros));
});

it.each([
  [['--batch', 'x'], /give --batch FILE and --out FILE/],
  [['--batch', 'x', '--out', 'y', '--mode', 'both'], /--mode is causal or range/],
  [['--batch', 'x', '--out', 'y', '--detector', 'z'], /no detector 'z'; take one of .*seasonal/],
  [['--batch', 'x', '--out', 'y', '--set', 'a=1'], /no setting 'a'; it has minTrainingSamples/],
  [['--batch', 'x', '--out', 'y', '--set', 'bandWidth=0'], /bandWidth/],
  [['--batch', 'x', '--out', 'y', '--missing', 'no'], /--missing is ignore, zero, anomaly, not 'no'/],
  [['--batch', 'x', '--out', 'y', '--seed', 'q'], /--seed is a whole number/],
  [['--nope'], /nope/],
])('%j is bad usage', async (args, message) => {
  await expect(detect.run(args)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message) });
});

it('says which line and field is wrong, and which file cannot be read', async () => {
  await expect(
    run([
      { t, v },
      { t, v: [1] },
    ])
  ).rejects.toMatchObject({
    name: 'NightjarError',
    message: expect.stringMatching(/Line 3, v: has 1 values/),
  });
  await expect(detect.run(['--batch', join(folder, 'none'), '--out', join(folder, 'out')])).rejects.toMatchObject({
    name: 'NightjarError',
    message: expect.stringMatching(/none: ENOENT/),
  });
});
