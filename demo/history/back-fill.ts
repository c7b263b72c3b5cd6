import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reader } from '../shop/read-samples.ts';
import { openMetricsText } from './open-metrics.ts';

export interface BackFillOptions {
  readonly read: Reader;
  /** First and last instant of the history, ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Prometheus's data folder, and one for the text in between. */
  readonly data: string;
  readonly work: string;
}

/**
 * Writes the history as OpenMetrics text and has `promtool tsdb create-blocks-from openmetrics` make blocks of it. promtool reads the
 * whole text once a block, so blocks are made as long as it allows. Resolves to the size of the text in bytes.
 */
export async function backFill({ read, from, to, data, work }: BackFillOptions): Promise<number> {
  mkdirSync(data, { recursive: true });
  mkdirSync(work, { recursive: true });
  const text = join(work, 'history.txt');
  try {
    await pipeline(Readable.from(openMetricsText(read, from, to)), createWriteStream(text));
    const bytes = statSync(text).size;
    await runPromtool(['tsdb', 'create-blocks-from', 'openmetrics', '-q', '--max-block-duration=720h', text, data]);
    return bytes;
  } finally {
    rmSync(text, { force: true });
  }
}

function runPromtool(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('promtool', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`promtool could not make blocks of the history: ${said.trim()}`))
    );
  });
}
