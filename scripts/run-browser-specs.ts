import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { watchPage } from '../tests/browser/support/console-watch.ts';
import { registeredSpecs } from '../tests/browser/support/spec.ts';
import type { OpenOptions, Spec } from '../tests/browser/support/spec.ts';
import { startStack } from '../tests/browser/support/stack.ts';
import type { Stack } from '../tests/browser/support/stack.ts';
import { ensureConsole } from './ensure-console.ts';
import { ensurePrograms, findProgram } from './ensure-programs.ts';

/**
 * `npm run test:browser [WORDS]`: the specs under tests/browser (those whose name holds the words) in Chromium, over the built
 * console, a real engine and a real Prometheus. CHROMIUM_PATH names another browser. Closes with `N passed, N failed, N skipped`;
 * of each failure a picture and a trace lie in test-results/.
 */

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SIZE = { width: 1360, height: 1000 };
const SPEC_MS = 300_000;
/** Files of specs that run at once: where processors are few, pages that wait for each other lose what is typed. */
const LANES = Math.max(1, Math.floor(availableParallelism() / 4));

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Opened {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly expected: readonly RegExp[];
}

async function openPage(context: BrowserContext, url: string, options: OpenOptions): Promise<Opened> {
  const page = await context.newPage();
  const problems = watchPage(page);
  await page.setViewportSize({ ...(options.size ?? SIZE) });
  await page.emulateMedia({ colorScheme: options.theme ?? 'dark' });
  page.setDefaultTimeout(45_000);
  await options.prepare?.(page);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return { page, problems, expected: options.expectProblems ?? [] };
}

function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The spec took longer than ${SPEC_MS / 1000} s.`)), SPEC_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

async function runSpec({ name, run }: Spec, context: BrowserContext, stack: Stack): Promise<string | null> {
  const opened: Opened[] = [];
  const open = async (path: string, options: OpenOptions = {}) => {
    const one = await openPage(context, (options.engine ?? stack.engine.url) + path, options);
    opened.push(one);
    return one.page;
  };
  for (const engine of [stack.engine, stack.shakyEngine]) {
    engine.takeProblems();
  }
  await context.tracing.startChunk({ title: name });
  let failure: string | null = null;
  try {
    await withLimit(run({ stack, open }));
    const problems = opened.flatMap(({ problems, expected }) =>
      problems.filter((text) => !expected.some((pattern) => pattern.test(text)))
    );
    failure = problems.length > 0 ? `The page had problems:\n${[...new Set(problems)].join('\n')}` : null;
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failure += opened.flatMap(({ problems }) => problems.map((text) => `\n  page: ${text}`)).join('');
  }
  if (failure !== null) {
    failure += [stack.engine, stack.shakyEngine].map((engine) => `\n${engine.takeProblems()}`).join('');
  }
  const slug = name.replace(/\W+/g, '-').toLowerCase();
  if (failure !== null) {
    mkdirSync(results, { recursive: true });
    await opened.at(-1)?.page.screenshot({ path: join(results, `${slug}.png`) });
  }
  await context.tracing.stopChunk(failure === null ? {} : { path: join(results, `${slug}.zip`) });
  await Promise.all(opened.map(({ page }) => page.close()));
  return failure;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Specs of one file, in their order: they may build on each other. */
type SpecFile = readonly Spec[];

/** The files with specs whose names hold `words`, the longest first. */
async function findSpecs(words: string): Promise<SpecFile[]> {
  const folder = join(root, 'tests', 'browser');
  const files: SpecFile[] = [];
  let known = 0;
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.spec.ts')) {
      await import(pathToFileURL(join(folder, file)).href);
      const all = registeredSpecs();
      files.push(all.slice(known).filter(({ name }) => name.toLowerCase().includes(words)));
      known = all.length;
    }
  }
  return files.filter(({ length }) => length > 0).sort((one, other) => other.length - one.length);
}

/** Takes files from the queue until none is left, with an engine, a Prometheus and a browser of its own (browsers have one clipboard). */
async function runLane(executablePath: string, stack: Stack, queue: SpecFile[], counts: Counts): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const context = await browser.newContext({ viewport: SIZE, timezoneId: 'UTC', locale: 'en-US' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await context.tracing.start({ screenshots: false, snapshots: true });
    for (let file = queue.shift(); file; file = queue.shift()) {
      for (const one of file) {
        const started = Date.now();
        const failure = await runSpec(one, context, stack);
        counts[failure === null ? 'passed' : 'failed'] += 1;
        say(`${failure === null ? 'ok    ' : 'FAILED'} ${one.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
        if (failure !== null) {
          say(failure.replace(/^/gm, '       '));
        }
      }
    }
  } finally {
    await browser.close();
  }
}

async function main(): Promise<Counts> {
  const queue = await findSpecs(process.argv.slice(2).join(' ').toLowerCase());
  const programs = ensurePrograms(['prometheus', 'promtool'], (line) => process.stderr.write(`${line}\n`));
  const executablePath =
    process.env.CHROMIUM_PATH ??
    (ensurePrograms(['chromium'], (line) => process.stderr.write(`${line}\n`)).size > 0
      ? findProgram('chromium')
      : null);
  if (!executablePath || programs.size < 2) {
    say(
      `skipped: the browser specs need ${executablePath ? 'prometheus and promtool' : 'chromium (or CHROMIUM_PATH)'}.`
    );
    return { passed: 0, failed: 0, skipped: queue.flat().length };
  }
  await ensureConsole(async (what, work) => {
    say(`${what} ...`);
    await work();
  });
  rmSync(results, { recursive: true, force: true });
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const stacks: Stack[] = [];
  try {
    // One after the other, since each looks for free ports.
    for (let lane = 0; lane < Math.min(LANES, queue.length); lane++) {
      stacks.push(await startStack());
    }
    await Promise.all(stacks.map((stack) => runLane(executablePath, stack, queue, counts)));
  } finally {
    await Promise.all(stacks.map((stack) => stack.close()));
  }
  return counts;
}

const counts = await main();
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
