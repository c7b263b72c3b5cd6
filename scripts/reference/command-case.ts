import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isolationForestSettings } from '../../backend/detectors/isolation-forest/settings.ts';
import { rawWindows } from '../../backend/detectors/raw-windows.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { OnnxCase } from './onnx-case.ts';

const nightjar = join(import.meta.dirname, '..', '..', 'backend', 'cli', 'nightjar.ts');

/** What a user gets: the file `nightjar export-model` writes, against what `nightjar detect` writes for the same line and seed. */
export async function commandCase(folder: string): Promise<OnnxCase> {
  const { labels, times, values } = exampleSeries('example', 9, 600_000, 3);
  const trainUntil = 7 * 144;
  const spiky = values.map((value, i) => (i > trainUntil && i % 40 === 0 ? value * 1.5 : value));
  const batch = join(folder, 'command.jsonl');
  const scores = join(folder, 'command.scores.jsonl');
  const line = { id: 'command', t: Array.from(times), v: Array.from(spiky), trainUntil };
  writeFileSync(batch, `${JSON.stringify(line)}\n`);
  const run = promisify(execFile);
  const flags = ['--batch', batch, '--detector', 'isolation-forest', '--seed', '5'];
  const exported = await run(process.execPath, [nightjar, 'export-model', ...flags, '--out', folder]);
  await run(process.execPath, [nightjar, 'detect', ...flags, '--out', scores]);
  const { file } = JSON.parse(exported.stdout) as { file: string };
  const { score } = JSON.parse(readFileSync(scores, 'utf8')) as { score: (number | null)[] };
  const { window } = isolationForestSettings.parse({});
  const from = trainUntil - window;
  const scored = { labels, times: times.slice(from), values: spiky.slice(from) };
  const expected = Float64Array.from(score.slice(trainUntil), (value) => value ?? Number.NaN);
  return {
    name: 'isolation-forest-by-command',
    model: readFileSync(file),
    inputs: rawWindows([scored], window),
    expected: { score: tensor('float64', [expected.length], expected) },
  };
}
