import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NightjarError } from '../../errors.ts';
import { refused } from './limits.ts';
import type { TrialPlan, TrialReply, TrialReport } from './trial-plan.ts';

export interface TrialLimits {
  /** Milliseconds, the start of the process included. */
  readonly timeMs: number;
  /** Bytes of memory of the process, Node and ONNX Runtime (about 150 MB) included. */
  readonly memoryBytes: number;
}

export const TRIAL_LIMITS: TrialLimits = { timeMs: 30_000, memoryBytes: 2 ** 30 };

const WATCH_MS = 20;
const MOST_REPLY = 64 * 1024;
const TRIAL_FILE = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './trial-main.ts' : './trial-main.js', import.meta.url)
);

/**
 * Runs a checked model in a process of its own, which is ended when it takes too long or too much. Throws `bad-request` where the model fails and
 * `engine-failure` where no process can be had.
 */
export async function runTrial(model: Uint8Array, plan: TrialPlan, limits = TRIAL_LIMITS): Promise<TrialReport> {
  const [command, ...args] = nodeCommand(TRIAL_FILE);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const watch = watchChild(child, limits);
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= MOST_REPLY) {
      parts.push(part);
    }
  });
  // A child that ends before it has read all: how it ended says why.
  child.stdin.on('error', () => undefined);
  const text = Buffer.from(JSON.stringify(plan));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  child.stdin.write(head);
  child.stdin.write(text);
  child.stdin.end(model);
  let how: Awaited<typeof ended>;
  try {
    how = await ended;
  } catch (error) {
    throw new NightjarError(
      'engine-failure',
      'No process could be started to try the model in: allow Nightjar to start processes on this machine.',
      { cause: error }
    );
  } finally {
    watch.stop();
  }
  const why = watch.ended();
  if (why) {
    throw refused(why);
  }
  if (how.signal !== null || how.code !== 0) {
    throw refused(
      `The model brings ONNX Runtime down (${how.signal ?? `status ${how.code}`}) when it is run: simplify or export it anew.`
    );
  }
  const reply = JSON.parse(Buffer.concat(parts).toString('utf8')) as TrialReply;
  if ('failure' in reply) {
    throw refused(`The model cannot be run. ${reply.failure} Check its declared inputs, and export it anew.`);
  }
  return reply.report;
}

/** Ends the child at its limits; `ended` says why, in a sentence. */
function watchChild(child: ChildProcess, limits: TrialLimits): { stop(): void; ended(): string | null } {
  let why: string | null = null;
  const end = (sentence: string): void => {
    why ??= sentence;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(
    () => end(`The model's trial run took longer than ${limits.timeMs / 1000} s: take a smaller model.`),
    limits.timeMs
  );
  const watching = setInterval(() => {
    const held = child.pid === undefined ? 0 : residentBytes(child.pid);
    if (held > limits.memoryBytes) {
      const most = Math.round(limits.memoryBytes / 2 ** 20);
      end(`The model's trial run took more than ${most} MiB of memory: take a smaller model.`);
    }
  }, WATCH_MS);
  return {
    stop() {
      clearTimeout(timer);
      clearInterval(watching);
    },
    ended: () => why,
  };
}

const PAGE_BYTES = 4096;

/** Memory of a process where /proc tells it (Linux), else 0. */
function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    // It has just ended, or this is no Linux: the time limit still holds.
    return 0;
  }
}

/**
 * The command that runs a script as this process runs its own. The plugin's launcher has Node started by a C library's loader, whose libraries lie beside it:
 * `process.execPath` is the loader then, and `process.argv0` Node.
 */
function nodeCommand(script: string): string[] {
  const { execPath, argv0 } = process;
  return basename(execPath).startsWith('ld')
    ? [execPath, '--inhibit-cache', '--library-path', dirname(execPath), argv0, script]
    : [execPath, script];
}
