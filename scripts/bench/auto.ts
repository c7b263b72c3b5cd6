import { availableParallelism } from 'node:os';
import { choose } from '../../backend/detectors/auto/choose.ts';
import { DETECTORS } from '../../backend/detectors/index.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { seededRandom } from '../../backend/features/random.ts';
import type { Series } from '../../backend/series/series.ts';
import { median } from './bench-history.ts';
import type { Bench } from './bench.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 300_000;
/** What a choice may take in a worker thread, ms. */
const AIM_MS = 500;
const RUNS = 5;

/** Two weeks of points of one shape. */
function made(step: number, shape: (i: number, random: () => number) => number): Series {
  const random = seededRandom(1);
  const { labels, times } = exampleSeries('made', 14, step, 1);
  return { labels, times, values: times.map((_, i) => shape(i, random)) };
}

/** Series of different characters, so that all shortlists are timed. */
const SERIES: readonly { readonly name: string; readonly step: number; readonly series: Series }[] = [
  { name: 'traffic, 5 min x 14 d', step: STEP_MS, series: exampleSeries('traffic', 14, STEP_MS, 1) },
  { name: 'traffic, 1 min x 14 d', step: 60_000, series: exampleSeries('traffic', 14, 60_000, 1) },
  { name: 'a counter', step: STEP_MS, series: made(STEP_MS, (i, random) => 10 * i + 5 * random()) },
  { name: 'rare errors', step: STEP_MS, series: made(STEP_MS, (_, random) => (random() > 0.95 ? 1 + random() : 0)) },
  { name: 'a job every hour', step: STEP_MS, series: made(STEP_MS, (i, random) => (i % 12 < 3 ? 50 : 5) + random()) },
  { name: 'noise', step: STEP_MS, series: made(STEP_MS, (_, random) => 10 + random() + random() + random()) },
  { name: 'replicas', step: STEP_MS, series: made(STEP_MS, (i) => 3 + (Math.floor(i / (DAY_MS / STEP_MS / 8)) % 3)) },
];

/** Processor time of this process, ms: what other programs of the machine do does not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export const autoBench: Bench = {
  title: 'Choosing a detector',
  summary: "`auto`'s choice for a series of two weeks",
  async run(say) {
    const known = DETECTORS.filter(({ id }) => id !== 'auto');
    const rows: { name: string; points: number; tried: string; took: number; chosen: string }[] = [];
    for (const { name, step, series } of SERIES) {
      const group = { step, series: [series] };
      const { candidates, name: chosen } = await choose(known, group, {}, 1);
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const before = processorMs();
        await choose(known, group, {}, 1);
        times.push(processorMs() - before);
      }
      const tried = candidates.map(({ id }) => id).join(', ');
      rows.push({ name, points: series.values.length, tried, took: Math.round(median(times)), chosen });
      say(`${name}: ${rows[rows.length - 1].took} ms`);
    }
    const slowest = rows.reduce((most, row) => (row.took > most.took ? row : most));
    return {
      markdown: `Processor time of one choice (character, shortlist, back-test of every candidate), warm, on one of ${availableParallelism()} cores; once a series and week.

| series | points | tried | chosen | median |
|---|---|---|---|---|
${rows.map(({ name, points, tried, chosen, took }) => `| ${name} | ${points} | ${tried} | ${chosen} | ${took} ms |`).join('\n')}`,
      gates: [],
      goals: [
        {
          name: "auto's slowest choice",
          aim: `at most ${AIM_MS} ms`,
          found: `${slowest.took} ms (${slowest.name})`,
          reached: slowest.took <= AIM_MS,
        },
      ],
      figures: { rows },
      skipped: [],
    };
  },
};
