import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench, BenchReport } from './bench.ts';

const FOLDER = import.meta.dirname;
const STAND_IN = join(FOLDER, 'monitors', 'stand-in.ts');
const SERIES_A_MONITOR = 100;
const HOUR_S = 3_600;
/** Growth of the cost of one series, or of one point, over an eightfold size from which on it is no longer called linear. */
const MOST_GROWTH = 1.25;

/** One run of `forecasts/engine.ts`. */
interface Size {
  readonly monitors: number;
  readonly step: string;
  readonly window: string;
  readonly points: number;
  readonly horizon: string;
}

interface Figures {
  readonly seconds: number;
  readonly wall: number;
  readonly series: number;
  readonly bytesASeries: number;
  readonly storeMiB: number;
  readonly rssMiB: number;
  readonly peakMiB: number;
  readonly failures: readonly string[];
}

type Run = Size & { readonly figures: Figures };

const WHOLE: Size = { monitors: 100, step: '1h', window: '14d', points: 336, horizon: '1d' };
const BY_SERIES: readonly Size[] = [1, 2, 4, 8].map((monitors) => ({ ...WHOLE, monitors }));
const BY_POINTS: readonly Size[] = [
  { window: '84h', points: 336 },
  { window: '7d', points: 672 },
  { window: '14d', points: 1_344 },
  { window: '28d', points: 2_688 },
].map((size) => ({ monitors: 2, step: '15m', horizon: '6h', ...size }));

async function firstLine(script: string, args: readonly string[]) {
  // As the plugin's launcher starts Node (scripts/build-backend.ts).
  const env = {
    ...process.env,
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '131072',
  };
  const options = ['--max-semi-space-size=4', script, ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'], env });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with status ${code}.`);
  });
  failed.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), failed])) as [string];
  return { line, child };
}

async function measure(size: Size, url: string, say: (line: string) => void): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  try {
    const { monitors, step, window, horizon, points } = size;
    const args = [url, folder, String(monitors), step, window, horizon];
    const { line, child } = await firstLine(join(FOLDER, 'forecasts', 'engine.ts'), args);
    await (child.exitCode === null ? once(child, 'exit') : null);
    const figures = JSON.parse(line) as Figures;
    if (figures.series !== monitors * SERIES_A_MONITOR || figures.failures.length > 0) {
      throw new Error(`${figures.series} series of ${monitors} monitors; ${figures.failures[0] ?? ''}`);
    }
    say(`${figures.series} series of ${points} points: ${figures.seconds.toFixed(1)} s, ${figures.rssMiB} MiB`);
    return { ...size, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const perSeries = ({ figures: { seconds, series } }: Run): number => (seconds / series) * 1_000;
const perPoint = (run: Run): number => (perSeries(run) / run.points) * 1_000;

function rowOf(run: Run): string {
  const { series, seconds, wall, rssMiB } = run.figures;
  return `| ${series} | ${run.points} | ${seconds.toFixed(1)} s | ${wall.toFixed(1)} s | ${perSeries(run).toFixed(1)} ms | ${perPoint(run).toFixed(1)} us | ${rssMiB} MiB |`;
}

function growth(name: string, [first, ...others]: readonly Run[], cost: (run: Run) => number) {
  const found = Math.max(...others.map((run) => cost(run) / cost(first)));
  return {
    name,
    bound: `at most ${MOST_GROWTH} times that of the smallest`,
    found: found.toFixed(2),
    passed: found <= MOST_GROWTH,
  };
}

function report(whole: Run, bySeries: readonly Run[], byPoints: readonly Run[]): BenchReport {
  const { seconds, rssMiB, peakMiB, bytesASeries } = whole.figures;
  const share = ((seconds / HOUR_S) * 100).toFixed(1);
  return {
    markdown: `100 monitors of 100 series each foretell once an hour with the default forecaster (\`auto\`), in one process: fourteen days at a step of an hour (${WHOLE.points} points), a day ahead, intervals,
back-test and time to a limit included, each history read from a Prometheus on loopback over HTTP, each forecast committed to a SQLite file on the disk. Processor time is that of the whole process, all
threads included: **${seconds.toFixed(0)} s an hour (${share} % of a core)**, ${rssMiB} MiB resident (${peakMiB} MiB at most), ${(bytesASeries / 1_024).toFixed(1)} kB kept of a series and origin.
Below, by number of series and by number of points (15-minute steps, six hours ahead).

| series | points of each | processor time | time passed | a series | a point of a series | resident memory |
|---|---|---|---|---|---|---|
${[...bySeries, whole, ...byPoints].map(rowOf).join('\n')}`,
    gates: [
      {
        name: '10,000 series at hourly schedule, processor time',
        bound: 'less than 3600 s an hour: one core',
        found: `${seconds.toFixed(0)} s`,
        passed: seconds < HOUR_S,
      },
      growth('cost of a series, by number of series', [...bySeries, whole], perSeries),
      growth('cost of a point, by number of points', byPoints, perPoint),
    ],
    goals: [],
    figures: { whole, bySeries, byPoints },
    skipped: [],
  };
}

export const forecasts: Bench = {
  title: 'Forecasts',
  summary: '10,000 series foretold once an hour in one process; cost by series and points',
  async run(say) {
    const { line, child } = await firstLine(STAND_IN, []);
    const url = `http://127.0.0.1:${line}`;
    try {
      const all: Run[] = [];
      for (const size of [...BY_SERIES, ...BY_POINTS, WHOLE]) {
        all.push(await measure(size, url, say));
      }
      const [whole] = all.slice(-1);
      return report(whole, all.slice(0, BY_SERIES.length), all.slice(BY_SERIES.length, -1));
    } finally {
      child.kill();
    }
  },
};
