import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

export interface EngineProcess {
  readonly url: string;
  /** The last of what it logged as warning or error since it was asked before; empty where there is nothing. */
  takeProblems(): string;
  /** Ends it as an operator would; resolves when it is gone. */
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A real `nightjar serve` of this checkout on a free port of loopback, with these further arguments. */
export async function startEngine(args: readonly string[]): Promise<EngineProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-engine-'));
  const child = spawn(
    process.execPath,
    ['backend/cli/nightjar.ts', 'serve', '--listen', `127.0.0.1:${port}`, '--data-dir', folder, ...args],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    }
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    // Any reply will do: an engine with tokens answers 401.
    const answers = await fetch(`${url}/api/v1/health`).then(
      () => true,
      () => false
    );
    if (answers) {
      const takeProblems = () => {
        const problems = log.split('\n').filter((line) => /"level":"(warn|error)"/.test(line));
        log = '';
        return problems.join('\n');
      };
      return { url, takeProblems, close };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await close();
  throw new Error(`nightjar serve did not start:\n${log}`);
}
