import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnxModel } from '../detectors/onnx-model/onnx-model.ts';
import { exampleModel } from '../detectors/onnx-model/example.ts';
import { seasonal } from '../detectors/seasonal/seasonal.ts';
import { UsageError } from './command.ts';
import { withModelFile } from './model-file.ts';

// The model is tried in a process of its own, which starts slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'nightjar-model-'));
const path = join(folder, 'mean.onnx');
writeFileSync(path, exampleModel());
afterAll(() => rmSync(folder, { recursive: true }));

const named = onnxModel.schema.parse({ model: path });
const declared = ['window=12', 'scaling=robust', 'meaning=prediction'];

it('takes a file on this machine, checked and tried', async () => {
  const settings = await withModelFile(onnxModel, named, declared);
  expect(settings).toMatchObject({ plan: { name: 'mean.onnx', meaning: 'prediction', window: 12 } });
});

it('leaves the built-in model and other detectors alone', async () => {
  const example = onnxModel.schema.parse({});
  expect(await withModelFile(onnxModel, example, [])).toBe(example);
  const other = seasonal.schema.parse({});
  expect(await withModelFile(seasonal, other, [])).toBe(other);
});

it.each<[string, readonly string[], RegExp]>([
  ['a declaration that is no pair', ['window'], /--declare takes name=value/],
  ['an unknown part', ['colour=1'], /--declare/],
  ['a window that is none', ['window=0'], /--declare window/],
])('refuses %s as bad usage', async (_, given, sentence) => {
  const refused = withModelFile(onnxModel, named, given);
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(sentence);
});

it('refuses a declaration without a file to declare', async () => {
  await expect(withModelFile(seasonal, seasonal.schema.parse({}), declared)).rejects.toThrow(UsageError);
});

it('says which file cannot be read', async () => {
  const missing = onnxModel.schema.parse({ model: join(folder, 'none.onnx') });
  await expect(withModelFile(onnxModel, missing, declared)).rejects.toThrow(/none\.onnx cannot be read/);
});
