import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench, BenchReport } from './bench.ts';
import { median } from './bench-history.ts';

const DETECTORS = ['seasonal', 'zscore', 'ewma'] as const;
const MINUTES = 12;
const SERIES = 10_000;
/** What Netdata publishes for its own anomaly detection, microseconds of one core a sample. */
const NETDATA = '2 to 5';
/** 1 GB and 600 MB in MiB. */
const MOST_MIB = { seasonal: 953, others: 572 };

/** What `monitors/engine.ts` says. */
interface Figures {
  readonly detector: string;
  readonly series: number;
  readonly cold: { readonly seconds: number; readonly peakMiB: number };
  readonly perMinute: readonly number[];
  readonly walls: readonly number[];
  readonly scoringMs: number;
  readonly rssMiB: number;
  readonly peakMiB: number;
  readonly behind: number;
  readonly failures: readonly string[];
}

async function firstLine(script: string, args: readonly string[], options: readonly string[] = []) {
  const file = join(import.meta.dirname, 'monitors', script);
  // As the plugin's launcher starts Node (scripts/build-backend.ts).
  const env = {
    ...process.env,
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '131072',
  };
  const child = spawn(process.execPath, [...options, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with status ${code}.`);
  });
  failed.catch(() => undefined);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), failed])) as [string];
  return { line, child };
}

async function measure(detector: string, url: string, say: (line: string) => void): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  try {
    const args = [detector, url, folder, String(MINUTES)];
    const { line, child } = await firstLine('engine.ts', args, ['--max-semi-space-size=4']);
    await (child.exitCode === null ? once(child, 'exit') : null);
    const figures = JSON.parse(line) as Figures;
    if (figures.series !== SERIES || figures.behind > 0 || figures.failures.length > 0) {
      throw new Error(`${detector}: ${figures.series} series, ${figures.behind} behind; ${figures.failures[0] ?? ''}`);
    }
    say(`${detector}: ${median(figures.perMinute).toFixed(2)} s a minute, ${figures.rssMiB} MiB`);
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(all: readonly Figures[]): BenchReport {
  const rows = all.map((one) => {
    const minute = median(one.perMinute);
    const whole = ((minute / SERIES) * 1e6).toFixed(0);
    const scoring = ((one.scoringMs / MINUTES / SERIES) * 1e3).toFixed(1);
    return `| \`${one.detector}\` | ${minute.toFixed(2)} s (${((minute / 60) * 100).toFixed(1)} % of a core) | ${whole} us | ${scoring} us | ${one.rssMiB} MiB | ${one.peakMiB} MiB | ${one.cold.seconds.toFixed(0)} s |`;
  });
  const limit = ({ detector }: Figures): number => (detector === 'seasonal' ? MOST_MIB.seasonal : MOST_MIB.others);
  return {
    markdown: `100 monitors of 100 series each, evaluated every 60 s in one process: ${MINUTES} minutes of a clock of its own, in each of which every monitor asks a Prometheus on loopback
over HTTP, scores what is new and commits to a SQLite file on the disk. Processor time is that of the whole process, all threads included. Node runs as the plugin's launcher starts it.
Netdata publishes ${NETDATA} microseconds a sample for its own models, without reading, explaining or storing; scoring alone is what compares, though it is time passed and grows with what else the machine does.

| detector | processor time for a minute | a sample, all in all | scoring alone, time passed | resident memory | the most | processor time to begin (6 h of history for each series) |
|---|---|---|---|---|---|---|
${rows.join('\n')}`,
    gates: all.flatMap((one) => [
      {
        name: `10,000 series at 60 s with ${one.detector}, processor time`,
        bound: 'less than 60 s a minute: one core',
        found: `${median(one.perMinute).toFixed(2)} s`,
        passed: median(one.perMinute) < 60,
      },
      {
        name: `10,000 series with ${one.detector}, resident memory`,
        bound: `at most ${limit(one)} MiB`,
        found: `${one.rssMiB} MiB`,
        passed: one.rssMiB <= limit(one),
      },
    ]),
    goals: [],
    figures: { monitors: all },
    skipped: [],
  };
}

export const monitors: Bench = {
  title: 'Monitors',
  summary: '10,000 series of 100 monitors at 60 s in one process: processor time, memory',
  async run(say) {
    const { line, child } = await firstLine('stand-in.ts', []);
    try {
      const all: Figures[] = [];
      for (const detector of DETECTORS) {
        all.push(await measure(detector, `http://127.0.0.1:${line}`, say));
      }
      return report(all);
    } finally {
      child.kill();
    }
  },
};
