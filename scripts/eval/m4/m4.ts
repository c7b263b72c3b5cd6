import { join, resolve } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import { ensurePython } from '../../reference/python.ts';
import type { Evaluation, EvaluationOptions } from '../evaluation.ts';
import { runParallel } from '../parallel/pool.ts';
import { LEVEL } from './m4-run.ts';
import type { M4Forecast, M4Run } from './m4-run.ts';
import { held, mase, msis, seasonalScale, smape } from './measures.ts';
import { naive2 } from './naive2.ts';
import { PEERS, PEER_NAMES, forecastsOfPeer } from './peers.ts';
import { M4_SETS, readM4 } from './read-m4.ts';
import type { M4Series, M4Set } from './read-m4.ts';

/** Ours that are measured on every series, best known first. */
const OURS = ['auto', 'ridge', 'mstl', 'ets', 'seasonal-naive'];

interface Figures {
  readonly n: number;
  readonly smape: number;
  readonly mase: number;
  readonly owa: number;
  readonly coverage: number;
  readonly msis: number;
  readonly ms: number;
}

type Forecasts = ReadonlyMap<number, M4Forecast>;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Measures over the series that have a forecast; OWA is relative to naive 2 on the same series. */
function figuresOf(series: readonly M4Series[], { season }: M4Set, forecasts: Forecasts): Figures {
  const rows = [...forecasts].map(([index, said]) => {
    const { train, test } = series[index];
    const scale = seasonalScale(train, season);
    const mark = naive2(train, season, test.length);
    return {
      smape: smape(test, said.mean),
      mase: mase(test, said.mean, scale),
      markSmape: smape(test, mark),
      markMase: mase(test, mark, scale),
      coverage: held(test, said.lower, said.upper),
      msis: msis(test, said.lower, said.upper, LEVEL, scale),
      ms: said.ms,
    };
  });
  const of = (name: keyof (typeof rows)[number]): number => mean(rows.map((row) => row[name]));
  const owa = (of('smape') / of('markSmape') + of('mase') / of('markMase')) / 2;
  return {
    n: rows.length,
    smape: of('smape'),
    mase: of('mase'),
    owa,
    coverage: of('coverage'),
    msis: of('msis'),
    ms: of('ms'),
  };
}

async function oursOn(folder: string, set: number, count: number, forecaster: string): Promise<Forecasts> {
  const runs: M4Run[] = Array.from({ length: count }, (_, index) => ({ folder, set, index, forecaster }));
  const forecasts = await runParallel<M4Forecast>(join(import.meta.dirname, 'm4-run.ts'), runs);
  return new Map(forecasts.map((one, index) => [index, one]));
}

const rowOf = (name: string, { n, ...f }: Figures, same: number): string =>
  `| ${name} | ${n} | ${f.smape.toFixed(2)} | ${f.mase.toFixed(3)} | ${f.owa.toFixed(3)} | ${same.toFixed(3)} | ${(100 * f.coverage).toFixed(1)} | ${f.msis.toFixed(2)} | ${f.ms.toFixed(0)} |`;

async function judgeSet(folder: string, at: number, { print, say, detector }: EvaluationOptions): Promise<object> {
  const set = M4_SETS[at];
  const series = readM4(folder, set);
  const found = new Map<string, Forecasts>();
  for (const forecaster of detector === undefined
    ? OURS
    : ['auto', detector].filter((one, i, all) => all.indexOf(one) === i)) {
    found.set(forecaster, await oursOn(folder, at, series.length, forecaster));
    say(`${set.name}, ${forecaster}: OWA ${figuresOf(series, set, found.get(forecaster) ?? new Map()).owa.toFixed(3)}`);
  }
  if (detector === undefined) {
    const python = ensurePython(say);
    for (const peer of PEERS) {
      found.set(PEER_NAMES[peer.name], await forecastsOfPeer(python, folder, set, peer));
      say(`${set.name}, ${peer.name}`);
    }
  }
  const auto = found.get('auto') ?? new Map<number, M4Forecast>();
  print(`\n## M4 ${set.name}: ${series.length} series, ${set.horizon} steps\n`);
  print(
    '| forecaster | series | sMAPE | MASE | OWA | OWA of auto on the same | held by 95 %, % | MSIS | ms a series |'
  );
  print('|---|---|---|---|---|---|---|---|---|');
  const figures: Record<string, Figures> = {};
  for (const [name, forecasts] of found) {
    figures[name] = figuresOf(series, set, forecasts);
    const same = new Map([...auto].filter(([index]) => forecasts.has(index)));
    print(rowOf(name, figures[name], figuresOf(series, set, same).owa));
  }
  return figures;
}

export const m4: Evaluation = {
  title: 'Forecasts of the M4 competition',
  summary: 'OWA, coverage and MSIS of each forecaster on M4 hourly and weekly (--data: the folder of its files)',
  async run(options) {
    if (options.data === undefined) {
      throw new NightjarError('bad-request', 'Give --data DIR, the folder of the M4 files.');
    }
    const folder = resolve(options.data);
    options.print(METHOD);
    const figures: Record<string, object> = {};
    for (const [at, { name }] of M4_SETS.entries()) {
      figures[name] = await judgeSet(folder, at, options);
    }
    return figures;
  },
};

const METHOD = `Each forecaster sees the training part of a series and nothing else: no series has settings of its own, and seasons are found, not told.
Measures are the competition's: OWA is relative to naive 2 on the same series (1: as good), MSIS scores the 95 % interval. Time is processor time of one forecast,
intervals with their back-test included. Peers that take seconds a series forecast every few of them; the column beside OWA has \`auto\` on those.
Settings of the members were chosen on every third hourly and every fifth weekly series, on their training parts alone: the last 48 (13) values held out. Which members \`auto\` has,
how it combines them and where its back-test begins was compared on all values of every third hourly and every second weekly series here, and on server metrics: other series say how far that holds.`;
