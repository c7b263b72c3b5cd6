import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

export interface DemoProcess {
  /** The console's first address, as printed. */
  readonly address: string;
  readonly shopUrl: string;
  /** Ends it as Ctrl-C does; resolves to its exit status when it is gone. */
  close(): Promise<number | null>;
}

/** The demo as `npm start` launches it, in a folder and on ports of its own, over the replayed history. */
export async function startDemoProcess(): Promise<DemoProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-demo-'));
  const args = [join('scripts', 'run-demo.ts'), '--no-prometheus', '--port', '0', '--folder', folder];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const close = async () => {
    child.kill('SIGINT');
    const status = await ended;
    rmSync(folder, { recursive: true, force: true });
    return status;
  };
  const up = new Promise<true>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C ends it all')) {
        resolve(true);
      }
    });
  });
  const isUp = await Promise.race([up, ended.then(() => false)]);
  const address = /The console: +(\S+)/.exec(said)?.[1];
  const shopUrl = /The shop: +(\S+)\/metrics/.exec(said)?.[1];
  if (!isUp || !address || !shopUrl) {
    await close();
    throw new Error(`The demo did not start:\n${said}`);
  }
  return { address, shopUrl, close };
}
