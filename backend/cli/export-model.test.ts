import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DETECTORS } from '../detectors/index.ts';
import { exampleSeries } from '../features/example-series.ts';
import { openSession } from '../onnx/session.ts';
import { exportModel } from './export-model.ts';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  said = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('nightjar export-model', () => {
  it('writes a model for each line and column, none over another', async () => {
    const { times, values } = exampleSeries('x', 2, 600_000, 1);
    const t = Array.from(times);
    const v = Array.from(values);
    const lines = [
      { id: 'a/../b', t, v, trainUntil: 200 },
      { id: 'a/../b', t, v },
      { id: 'c', t, columns: { cpu: v, memory: v.map((value) => value * 2) } },
    ];
    const batch = join(folder, 'in.jsonl');
    writeFileSync(batch, lines.map((line) => JSON.stringify(line)).join('\n'));
    const out = join(folder, 'models');
    expect(await exportModel.run(['--batch', batch, '--out', out, '--set', 'trees=20'])).toBe(0);
    const files = readdirSync(out).sort();
    expect(files).toEqual(['a_.._b-2.onnx', 'a_.._b.onnx', 'c-cpu.onnx', 'c-memory.onnx']);
    const told = said.map((line) => JSON.parse(line) as { file: string; trained: { points: number } });
    expect(told.map(({ file }) => file).sort()).toEqual(files.map((file) => join(out, file)));
    expect(told[0].trained.points).toBe(200);
    const session = await openSession(readFileSync(join(out, files[0])));
    expect(session.inputNames).toEqual(['window', 'time']);
    expect(session.outputNames).toEqual(['score', 'isolation']);
    await session.dispose();
  });

  it('writes one model of every detector that exports with --all', async () => {
    expect(await exportModel.run(['--all', '--out', folder])).toBe(0);
    const kinds = DETECTORS.filter((detector) => detector.exports).flatMap((detector) =>
      [false, true]
        .filter((joint) => detector.isJoint(detector.schema.parse({ joint })) === joint)
        .map((joint) => `${detector.id}${joint ? '-joint' : ''}.onnx`)
    );
    expect(readdirSync(folder).sort()).toEqual(kinds.sort());
  }, 60_000);

  it('writes the same bytes for the same seed', async () => {
    const { times, values } = exampleSeries('x', 2, 600_000, 1);
    const batch = join(folder, 'in.jsonl');
    writeFileSync(batch, JSON.stringify({ id: 'one', t: [...times], v: [...values] }));
    const bytes = async (name: string, seed: string) => {
      const out = join(folder, name);
      expect(await exportModel.run(['--batch', batch, '--out', out, '--seed', seed])).toBe(0);
      return readFileSync(join(out, 'one.onnx'));
    };
    const first = await bytes('first', '7');
    expect(first.equals(await bytes('again', '7'))).toBe(true);
    expect(first.equals(await bytes('other', '8'))).toBe(false);
  });

  it('writes another form of a model where the detector has one', async () => {
    const { times, values } = exampleSeries('x', 2, 600_000, 1);
    const batch = join(folder, 'in.jsonl');
    writeFileSync(batch, JSON.stringify({ id: 'x', t: Array.from(times), v: Array.from(values) }));
    const flags = ['--batch', batch, '--out', folder, '--detector', 'one-class-svm', '--form'];
    expect(await exportModel.run([...flags, 'svm-regressor'])).toBe(0);
    expect(readFileSync(join(folder, 'x.onnx')).includes('SVMRegressor')).toBe(true);
    await expect(exportModel.run([...flags, 'toaster'])).rejects.toThrow(/svm-regressor \(one-class-svm\)/);
  });

  it('writes forecasters that export, each on lines of nightjar forecast', async () => {
    const { values } = exampleSeries('x', 14, 3_600_000, 1);
    const batch = join(folder, 'in.jsonl');
    writeFileSync(batch, JSON.stringify({ id: 'load', v: Array.from(values), step: 3600 }));
    const flags = ['--batch', batch, '--out', folder, '--forecaster'];
    expect(await exportModel.run([...flags, 'ridge', '--horizon', '12'])).toBe(0);
    const told = JSON.parse(said[0]) as { file: string; forecaster: string; step: number; points: number };
    expect(told).toMatchObject({ file: join(folder, 'load.onnx'), forecaster: 'ridge', step: 3600, points: 336 });
    const session = await openSession(readFileSync(told.file));
    expect(session.inputNames).toEqual(['values']);
    expect(session.outputNames).toEqual(['mean']);
    await session.dispose();
    await expect(exportModel.run([...flags, 'mstl', '--horizon', '12'])).rejects.toThrow(/take one of .*ridge/);
    await expect(exportModel.run([...flags, 'ridge'])).rejects.toThrow(/--horizon STEPS/);
    await expect(exportModel.run([...flags, 'toaster', '--horizon', '12'])).rejects.toThrow(/no forecaster 'toaster'/);
  });

  it('refuses what it cannot do, with a sentence that helps', async () => {
    await expect(exportModel.run(['--out', folder])).rejects.toThrow(/--batch FILE or --all/);
    await expect(exportModel.run(['--all', '--batch', 'x', '--out', folder])).rejects.toThrow(/either/);
    const missing = join(folder, 'no.jsonl');
    await expect(exportModel.run(['--batch', missing, '--out', folder])).rejects.toThrow(/There is no file/);
    const seasonal = ['--batch', missing, '--out', folder, '--detector', 'seasonal'];
    await expect(exportModel.run(seasonal)).rejects.toThrow(/take one of .*isolation-forest/);
    const few = join(folder, 'few.jsonl');
    writeFileSync(few, JSON.stringify({ id: 'few', t: [0, 60_000, 120_000], v: [1, 2, 3] }));
    await expect(exportModel.run(['--batch', few, '--out', folder])).rejects.toThrow(/too few points/);
  });
});
