import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from '../../reference/python.ts';
import type { M4Forecast } from './m4-run.ts';
import type { M4Set } from './read-m4.ts';

/** A peer in Python, and which series it forecasts: every `stride`th, since some take seconds for each. */
export interface Peer {
  readonly name: string;
  readonly stride: Readonly<Record<string, number>>;
}

export const PEERS: readonly Peer[] = [
  { name: 'AutoETS', stride: { hourly: 6, weekly: 1 } },
  { name: 'AutoARIMA', stride: { hourly: 24, weekly: 12 } },
  { name: 'MSTL', stride: { hourly: 3, weekly: 6 } },
  { name: 'statsmodels ETS', stride: { hourly: 12, weekly: 3 } },
];

/** Where the names above come from. */
export const PEER_NAMES: Readonly<Record<string, string>> = {
  AutoETS: 'statsforecast AutoETS',
  AutoARIMA: 'statsforecast AutoARIMA',
  MSTL: 'statsforecast MSTL + AutoETS',
  'statsmodels ETS': 'statsmodels ETS, damped additive',
};

/** What peers said is kept, since it never changes and takes them long; remove the folder to have it anew. */
const KEPT = join(import.meta.dirname, '..', '..', '..', '.cache', 'm4-peers');

interface PeerRow {
  readonly index: number;
  readonly mean: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly ms: number;
}

/** Forecasts of a peer by the index of the series. */
export async function forecastsOfPeer(
  python: string,
  folder: string,
  { file, horizon, season, name: set }: M4Set,
  { name, stride }: Peer
): Promise<Map<number, M4Forecast>> {
  const script = join(import.meta.dirname, 'peers.py');
  const path = join(folder, `${file}-train.csv`);
  const args = [path, String(horizon), String(season), name, String(stride[set])];
  const kept = join(KEPT, `${set}-${name.replaceAll(' ', '-').toLowerCase()}-${stride[set]}.json`);
  if (!existsSync(kept)) {
    const rows = await runPython<PeerRow[]>(python, script, args);
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(kept, JSON.stringify(rows));
  }
  const rows = JSON.parse(readFileSync(kept, 'utf8')) as PeerRow[];
  return new Map(
    rows.map(({ index, mean, lower, upper, ms }) => [
      index,
      { mean: Float64Array.from(mean), lower: Float64Array.from(lower), upper: Float64Array.from(upper), ms },
    ])
  );
}
