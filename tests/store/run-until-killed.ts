import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a script of this folder until it has printed `least` lines and `meanwhile` is over, kills it (SIGKILL), and gives the whole lines it
 * had printed. Rejects where it ends by itself.
 */
export async function runUntilKilled(
  script: string,
  args: readonly string[],
  least: number,
  meanwhile: () => Promise<unknown>
): Promise<string[]> {
  const child = spawn(process.execPath, [join(__dirname, script), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let failed = '';
  child.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()));
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.split('\n').length > least) {
        resolve();
      }
    });
    child.once('exit', () => reject(new Error(`the writer ended by itself: ${failed}`)));
  });
  try {
    await meanwhile();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  return printed.split('\n').slice(0, -1);
}
