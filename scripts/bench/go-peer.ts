import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchPlugin } from '../../tests/plugin/plugin-process.ts';
import type { PluginProcess } from '../../tests/plugin/plugin-process.ts';
import { findProgram } from '../ensure-programs.ts';

const source = join(import.meta.dirname, 'go-peer');
const executable = join(import.meta.dirname, '..', '..', '.cache', 'go-peer');

/** What is said where a benchmark goes without the Go plugin. */
export const WITHOUT_GO = 'Go is not installed, so nothing was measured beside a Go SDK plugin.';

/** Builds the plugin on Grafana's Go SDK; false where Go is missing. Throws with the compiler's words where it does not build. */
export async function buildGoPeer(say: (line: string) => void): Promise<boolean> {
  if (findProgram('go') === null) {
    return false;
  }
  say('Building the Go SDK plugin ...');
  await promisify(execFile)('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', executable, '.'], { cwd: source });
  return true;
}

/** Starts the built Go plugin on Arrow frames that it will answer with; `folder` takes them. */
export async function launchGoPeer(frames: readonly Uint8Array[], folder: string): Promise<PluginProcess> {
  const file = join(folder, 'frames.bin');
  const parts = frames.flatMap((frame) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(frame.length);
    return [length, frame];
  });
  writeFileSync(file, Buffer.concat(parts));
  return await launchPlugin(executable, { env: { NIGHTJAR_BENCH_FRAMES: file } });
}

/** Not over the protocol: go-plugin's Go side drops the connection before it answers, and there is nothing to save. */
export function endPeer({ client, process: child }: PluginProcess): void {
  client.close();
  child.kill('SIGKILL');
}
