import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { partOfGroup } from '../../backend/detectors/group-part.ts';
import { seasonal } from '../../backend/detectors/seasonal/seasonal.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import type { Bench, BenchReport } from './bench.ts';
import { interleave, timer } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

const STEP_MS = 300_000;
const SLOTS = 288;
const DAYS = 28;
const TRAINING = 14 * SLOTS;
const WINDOW = 1_000;
const ROUNDS = 15;

/** What seasonal_peer.py takes. */
type NumpyTask =
  | { readonly do: 'load'; readonly file: string; readonly slots: number }
  | { readonly do: 'fit' }
  | { readonly do: 'score'; readonly points: number; readonly repeat: number }
  | { readonly do: 'online'; readonly points: number };

type Figures = Readonly<
  Record<'fit' | 'numpyFit' | 'window' | 'numpyWindow' | 'numpyOnline' | 'one' | 'numpyOne', number>
>;

async function compare(numpy: PythonPeer<NumpyTask>, folder: string): Promise<Figures> {
  const all: SeriesGroup = { step: STEP_MS, series: [exampleSeries('requests', DAYS, STEP_MS, 1)] };
  const training = partOfGroup(all, 0, TRAINING);
  const window = partOfGroup(all, TRAINING, TRAINING + WINDOW);
  const newest = partOfGroup(all, TRAINING, TRAINING + 1);
  const settings = seasonal.schema.parse({});
  const [model] = await seasonal.fit([training], settings, 1);
  const file = join(folder, 'values.f64');
  writeFileSync(file, training.series[0].values);
  await numpy.ask({ do: 'load', file, slots: SLOTS });
  await numpy.ask({ do: 'fit' });
  const score = (on: SeriesGroup) => (): Promise<unknown> => seasonal.score([model], [null], [on]);
  const ms = await interleave(
    {
      fit: timer(() => seasonal.fit([training], settings, 1), 3),
      numpyFit: () => numpy.ask({ do: 'fit' }),
      window: timer(score(window), 10),
      numpyWindow: () => numpy.ask({ do: 'score', points: WINDOW, repeat: 20 }),
      numpyOnline: () => numpy.ask({ do: 'online', points: WINDOW }),
      one: timer(score(newest), 50),
      numpyOne: () => numpy.ask({ do: 'score', points: 1, repeat: 200 }),
    },
    ROUNDS
  );
  return ms as Figures;
}

function duration(ms: number): string {
  const [amount, unit] = ms < 1e-3 ? [ms * 1e6, 'ns'] : ms < 0.1 ? [ms * 1e3, 'µs'] : [ms, 'ms'];
  return `${amount.toPrecision(2)} ${unit}`;
}

function report(figures: Figures): BenchReport {
  const { fit, numpyFit, window, numpyWindow, numpyOnline, one, numpyOne } = figures;
  const row = (what: string, ours: number, theirs: number, per = 1): string =>
    `| ${what} | ${duration(ours / per)} | ${duration(theirs / per)} | ${(theirs / ours).toPrecision(2)} |`;
  return {
    markdown: `One series of 14 days at 5 minutes, one thread each, medians of ${ROUNDS} rounds in turn. NumPy's model: level, daily and weekly season by medians, robust
distances as scores, all points at once with one fixed model; "online" is its point-by-point form, which learns as it goes. \`seasonal\` learns with every
point, and tells what is new from everything it has seen: its fit is a run over the training points.

| | Nightjar | NumPy | times as fast |
|---|---|---|---|
${[
  row(`fit of a series (${TRAINING.toLocaleString('en')} points)`, fit, numpyFit),
  row(`score, a point of ${WINDOW.toLocaleString('en')}; NumPy online`, window, numpyOnline, WINDOW),
  row(`score, a point of ${WINDOW.toLocaleString('en')}; NumPy all at once`, window, numpyWindow, WINDOW),
  row('score of the newest point alone, state loaded', one, numpyOne),
].join('\n')}

A point of the fit takes ${duration(fit / TRAINING)}.`,
    gates: [],
    goals: [],
    figures,
    skipped: [],
  };
}

export const seasonalBench: Bench = {
  title: 'Seasonal, beside NumPy',
  summary: 'fit per series and score per point, beside a seasonal model in NumPy',
  async run(say) {
    return report(await withPeer(say, 'seasonal_peer.py', compare));
  },
};
