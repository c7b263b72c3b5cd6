import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NightjarError } from '../backend/errors.ts';
import { evaluationPage } from './reference/evaluation-page.ts';
import { TOLERATED_ERRORS, forestAreas } from './reference/forest-areas.ts';
import { judgeModels, passes } from './reference/judge-models.ts';
import { ensurePython } from './reference/python.ts';
import { writePage } from './write-page.ts';

/**
 * `npm run -s check:reference`: Python's onnx, onnxruntime and scikit-learn judge what Nightjar's models are. Findings go to stderr; the last line
 * on stdout is `N passed, N failed, N skipped`. Exit status 0, 1 (something failed, or there is no Python) or 2 (bad usage).
 */

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const root = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function check(isWriting: boolean): Promise<{ passed: number; failed: number }> {
  const python = ensurePython(say);
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-reference-'));
  try {
    const models = await judgeModels(python, folder);
    for (const one of models) {
      const finding = one.problem ?? `differs by ${one.difference ?? 'NaN on one side'}`;
      say(`${passes(one) ? 'ok    ' : 'FAILED'}  ${one.name}: ${finding}`);
    }
    const areas = await forestAreas(python, folder, SEEDS);
    const isWithin = ({ distance }: { distance: number }) => Math.abs(distance) <= TOLERATED_ERRORS;
    for (const one of areas) {
      const [theirs, ours] = [one.reference, one.original].map(({ mean }) => mean.toFixed(4));
      say(
        `${isWithin(one) ? 'ok    ' : 'FAILED'}  ${one.name}: area ${ours}, scikit-learn ${theirs}, ${one.distance.toFixed(1)} standard errors apart`
      );
    }
    if (isWriting) {
      const requirements = readFileSync(join(import.meta.dirname, 'reference', 'requirements.txt'), 'utf8');
      const page = join(root, 'docs', 'evaluations', 'isolation-forest.md');
      await writePage(page, evaluationPage({ models, areas, seeds: SEEDS, requirements }));
    }
    const passed = models.filter(passes).length + areas.filter(isWithin).length;
    return { passed, failed: models.length + areas.length - passed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  let isWriting: boolean;
  try {
    isWriting = parseArgs({ options: { 'write-docs': { type: 'boolean', default: false } } }).values['write-docs'];
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : String(error)}\nusage: npm run -s check:reference [-- --write-docs]`
    );
    return 2;
  }
  try {
    const { passed, failed } = await check(isWriting);
    process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof NightjarError) {
      say(`check:reference: ${error.message}`);
      process.stdout.write('0 passed, 1 failed, 0 skipped\n');
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main();
