import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensurePrograms } from './ensure-programs.ts';

/** `npm test`: everything from lint to browser, and one closing line `N passed, N failed, N skipped`. */

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache');

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

interface Outcome {
  status: number;
  output: string;
}

function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        target.write(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

const node = process.execPath;
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

/** A step whose exit status is its one result. */
async function pass(name: string, command: string, args: readonly string[]): Promise<Totals> {
  const started = Date.now();
  const { status } = await run(command, args);
  process.stdout.write(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`
  );
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function unitTests(): Promise<Totals> {
  const report = join(cache, 'jest.json');
  const { status } = await run(node, [
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${report}`,
    '--silent',
    // More than processors: much of what is tested here waits, for processes, disks and clocks.
    `--maxWorkers=${Math.ceil(1.5 * availableParallelism())}`,
  ]);
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: status === 0 ? failed : Math.max(1, failed),
    skipped: result.numPendingTests,
  };
}

/** A step that counts for itself and closes with `N passed, N failed, N skipped`. */
async function counted(script: string): Promise<Totals> {
  const { status, output } = await run(node, [join(root, 'scripts', script)]);
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  if (!line) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = Number(line[2]);
  return {
    passed: Number(line[1]),
    failed: status === 0 ? failed : Math.max(1, failed),
    skipped: Number(line[3]),
  };
}

function add(into: Totals, more: Totals): void {
  into.passed += more.passed;
  into.failed += more.failed;
  into.skipped += more.skipped;
}

mkdirSync(cache, { recursive: true });
ensurePrograms(['prometheus', 'promtool', 'chromium', 'prometheus-alertmanager'], (line) =>
  process.stderr.write(`${line}\n`)
);
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
for (const part of await Promise.all([
  pass('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']).then(async (format) => {
    add(format, await pass('types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']));
    return format;
  }),
  pass('lint', bin('eslint'), ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/']),
])) {
  add(totals, part);
}
const build = await pass('build', node, [join(root, 'scripts', 'build-plugin.ts')]);
add(totals, build);
add(totals, await unitTests());
if (build.failed === 0) {
  add(totals, await counted('run-browser-specs.ts'));
  add(totals, await counted('test-grafana.ts'));
}
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;
