import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';

/** One series of the M4 competition: what is known, and what came. */
export interface M4Series {
  readonly id: string;
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/** A set of M4: its horizon, the season its measures scale by, and the step of its series. */
export interface M4Set {
  readonly name: string;
  readonly file: string;
  readonly horizon: number;
  readonly season: number;
  /** ms. */
  readonly step: number;
}

const HOUR_MS = 3_600_000;

export const M4_SETS = [
  { name: 'hourly', file: 'hourly-odd', horizon: 48, season: 24, step: HOUR_MS },
  { name: 'weekly', file: 'weekly', horizon: 13, season: 1, step: 168 * HOUR_MS },
] as const satisfies readonly M4Set[];

/** The series of a set in the order of its files. Throws `bad-request` where they are not in the folder. */
export function readM4(folder: string, { file }: M4Set): M4Series[] {
  const [train, test] = ['train', 'test'].map((part) => readRows(join(folder, `${file}-${part}.csv`)));
  return [...train].map(([id, values]) => {
    const came = test.get(id);
    if (!came) {
      throw new NightjarError('bad-request', `${file}-test.csv has no row ${id}.`);
    }
    return { id, train: values, test: came };
  });
}

function readRows(path: string): Map<string, Float64Array> {
  if (!existsSync(path)) {
    throw new NightjarError('bad-request', `There is no ${path}; give --data DIR, the folder of the M4 files.`);
  }
  const rows = readFileSync(path, 'utf8').split(/\r?\n/).slice(1);
  return new Map(
    rows
      .map((row) => row.replaceAll('"', '').split(','))
      .filter(([id]) => id !== '')
      .map(([id, ...cells]) => [
        id,
        Float64Array.from(
          cells.filter((cell) => cell !== '' && cell !== 'NA'),
          Number
        ),
      ])
  );
}
