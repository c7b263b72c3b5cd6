import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NightjarError } from '../backend/errors.ts';
import { JUDGES } from './reference/judges.ts';
import type { Judge } from './reference/judges.ts';
import { ensurePython } from './reference/python.ts';
import { writePage } from './write-page.ts';

/**
 * `npm run -s check:reference [-- NAME ...] [--write-docs]`: Python's libraries judge what Nightjar's models are; without a name, all judges of
 * reference/judges.ts do. Findings go to stderr; the last line on stdout is `N passed, N failed, N skipped`. Exit status 0, 1 (something failed, or
 * there is no Python) or 2 (bad usage).
 */

const docs = join(import.meta.dirname, '..', 'docs');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function check(judges: readonly Judge[], isWriting: boolean): Promise<{ passed: number; failed: number }> {
  const python = ensurePython(say);
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-reference-'));
  const counts = { passed: 0, failed: 0 };
  try {
    for (const judge of judges) {
      const own = join(folder, judge.name);
      mkdirSync(own);
      say(`== ${judge.name}`);
      const findings = await judge.run(python, own, say, async (page, markdown) => {
        if (isWriting) {
          await writePage(join(docs, page), markdown);
        }
      });
      for (const { name, ok, detail } of findings) {
        say(`${ok ? 'ok    ' : 'FAILED'}  ${name}: ${detail}`);
        counts[ok ? 'passed' : 'failed']++;
      }
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asked(): { judges: readonly Judge[]; isWriting: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'write-docs': { type: 'boolean', default: false } },
  });
  const unknown = positionals.find((name) => !JUDGES.some((judge) => judge.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no judge '${unknown}'.`);
  }
  const judges = positionals.length === 0 ? JUDGES : JUDGES.filter(({ name }) => positionals.includes(name));
  return { judges, isWriting: values['write-docs'] };
}

async function main(): Promise<number> {
  let wanted: ReturnType<typeof asked>;
  try {
    wanted = asked();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(`usage: npm run -s check:reference [-- ${JUDGES.map(({ name }) => name).join(' | ')} ...] [--write-docs]`);
    return 2;
  }
  try {
    const { passed, failed } = await check(wanted.judges, wanted.isWriting);
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
