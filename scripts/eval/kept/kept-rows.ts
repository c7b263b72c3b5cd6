import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { DETECTORS } from '../../../backend/detectors/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'evaluations', 'rows');

/**
 * The committed rows of an evaluation's table with fresh ones put in their places, so that one detector can be measured alone. Detectors come in the
 * order of their registry, other rows (controls) before them, those of detectors that are gone no more. Written back where `isWriting`.
 */
export async function withKeptRows<Row>(
  evaluation: string,
  fresh: ReadonlyMap<string, Row>,
  isWriting: boolean
): Promise<ReadonlyMap<string, Row>> {
  const path = join(FOLDER, `${evaluation}.json`);
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Row>) : {};
  const all = new Map([...Object.entries(kept), ...fresh]);
  const ids = DETECTORS.map(({ id }) => id);
  const controls = [...all.keys()].filter((name) => name.includes(' '));
  const rows = new Map<string, Row>();
  for (const name of [...controls, ...ids]) {
    const row = all.get(name);
    if (row !== undefined) {
      rows.set(name, row);
    }
  }
  if (isWriting) {
    writeFileSync(path, await format(JSON.stringify(Object.fromEntries(rows)), { parser: 'json', printWidth: 120 }));
  }
  return rows;
}
