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
  { name: 'AutoARIMA', stride: { hourly: 24, weekly: 6 } },
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
  const rows = await runPython<{ index: number; mean: number[]; lower: number[]; upper: number[]; ms: number }[]>(
    python,
    script,
    args
  );
  return new Map(
    rows.map(({ index, mean, lower, upper, ms }) => [
      index,
      { mean: Float64Array.from(mean), lower: Float64Array.from(lower), upper: Float64Array.from(upper), ms },
    ])
  );
}
