import { spawn } from 'node:child_process';

/** A program of the demo that runs until it is closed. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has ended by itself or was closed, to the last it said. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

const GRACE_MS = 10_000;

/** Starts a program in the background; what it prints goes to `log`, line by line. Throws where it cannot be started. */
export async function startChild(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly log: (line: string) => void }
): Promise<Child> {
  const child = spawn(command, args, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
    for (const line of chunk.toString().split('\n')) {
      if (line.trim() !== '') {
        options.log(line);
      }
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<string>((resolve) => child.once('exit', () => resolve(said.trim())));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return {
    pid: child.pid ?? 0,
    ended,
    close: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Waits until `url` answers with success; throws when the child ends before, or after `limit` ms. */
export async function untilReady(child: Child, url: string, limit: number): Promise<void> {
  let last: string | null = null;
  void child.ended.then((said) => (last = said));
  for (const start = Date.now(); Date.now() - start < limit;) {
    if (last !== null) {
      throw new Error(`It ended at once: ${last}`);
    }
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false
    );
    if (ready) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answered at ${url} within ${limit / 1000} s.`);
}
