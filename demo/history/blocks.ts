import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const meta = z.object({ maxTime: z.number() });

/** Until when (ms, exclusive) the persisted blocks of a Prometheus data folder reach; 0 without any. */
export function coveredUntil(data: string): number {
  let covered = 0;
  for (const name of existsSync(data) ? readdirSync(data) : []) {
    const file = join(data, name, 'meta.json');
    if (existsSync(file)) {
      covered = Math.max(covered, meta.parse(JSON.parse(readFileSync(file, 'utf8'))).maxTime);
    }
  }
  return covered;
}

/**
 * Drops what a stopped Prometheus had not yet written into a block. It would discard these samples itself as soon as a newer block lies
 * beside them; the simulation gives them again, to the sample.
 */
export function dropHead(data: string): void {
  for (const part of ['wal', 'wbl', 'chunks_head', 'lock', 'queries.active']) {
    rmSync(join(data, part), { recursive: true, force: true });
  }
}
