import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { LabelledWindow, Profile } from './score.ts';

/** One file of NAB. Times in ms. */
export interface NabFile {
  /** Path below `data/`: `category/file.csv`. */
  readonly name: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly windows: readonly LabelledWindow[];
}

/** NAB's files and labels under `folder` (its `data`, `labels` and `config`), by name; those without labels are left out. */
export function readNab(folder: string): NabFile[] {
  const labels = readJson<Record<string, [string, string][]>>(join(folder, 'labels', 'combined_windows.json'));
  return readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name in labels)
    .sort()
    .map((name) => readFile(join(folder, 'data', name), name, labels[name]));
}

function readFile(path: string, name: string, labels: readonly [string, string][]): NabFile {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const times = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const comma = row.indexOf(',');
    times[i] = parseTime(row.slice(0, comma));
    values[i] = Number(row.slice(comma + 1));
  });
  const windows = labels.map(([from, to]) => ({
    first: times.indexOf(parseTime(from)),
    last: times.indexOf(parseTime(to)),
  }));
  if (windows.some(({ first, last }) => first < 0 || last < first)) {
    throw new NightjarError('bad-request', `The labels of ${name} do not match its times; fetch NAB's data anew.`);
  }
  return { name, times, values, windows };
}

function parseTime(text: string): number {
  return Date.parse(`${text.trim().replace(' ', 'T').slice(0, 19)}Z`);
}

/** NAB's three application profiles: `standard`, `reward_low_FP_rate`, `reward_low_FN_rate`. */
export function readProfiles(folder: string): Record<string, Profile> {
  const profiles = readJson<Record<string, { CostMatrix: Profile }>>(join(folder, 'config', 'profiles.json'));
  return Object.fromEntries(Object.entries(profiles).map(([name, { CostMatrix }]) => [name, CostMatrix]));
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
