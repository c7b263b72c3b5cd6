import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { ACTOR, MINUTE, commitOf, foundBy, monitorOf } from '../../backend/store/monitors/example-monitors.ts';
import type { EvaluationCommit, MonitorRow } from '../../backend/store/monitors/records.ts';
import { OWNER } from '../../backend/store/example-store.ts';
import { DEFAULT_AGES } from '../../backend/store/monitors/monitor-retention.ts';
import { Store } from '../../backend/store/store.ts';
import type { Bench, BenchReport } from './bench.ts';
import { withPeer } from './python-peer.ts';

const MONITORS = 1_000;
const SERIES = 10;
/** Evaluations in one transaction. */
const BATCH = 100;
/** Of one evaluation's results, before compression; random, so that they compress as badly as can be. */
const BYTES = 2_048;
/** One evaluation in so many finds something. */
const FINDS = 50;
const ROUNDS = 9;
const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: DEFAULT_AGES };

interface PeerTask {
  readonly folder: string;
  readonly round: number;
  readonly monitors: number;
  readonly batch: number;
  readonly bytes: number;
}

interface Spent {
  readonly processor: number;
  readonly clock: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds a task takes: by the processor, of all threads of this process, and by the clock. */
async function spent(task: () => Promise<unknown>): Promise<Spent> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  await task();
  const { user, system } = process.cpuUsage(before);
  return { processor: (user + system) / 1_000, clock: performance.now() - began };
}

function roundOf(monitors: readonly MonitorRow[], from: number | null, to: number): EvaluationCommit[] {
  return monitors.map((monitor, index) => ({
    ...commitOf(monitor, from, to),
    status: { state: 'ok', scores: Array.from({ length: SERIES }, () => 0.125) },
    chunk: { start: to, end: to, points: SERIES, bytes: randomFillSync(new Uint8Array(BYTES)) },
    detections: index % FINDS === 0 ? [foundBy(monitor, `${monitor.id}-${to}`, to)] : [],
  }));
}

async function keep(store: Store, commits: readonly EvaluationCommit[]): Promise<void> {
  for (let first = 0; first < commits.length; first += BATCH) {
    const replies = await store.monitors.commitEvaluations(commits.slice(first, first + BATCH));
    if (replies.some(({ committed }) => !committed)) {
      throw new Error('an evaluation was not kept');
    }
  }
}

async function measure(say: (line: string) => void) {
  return withPeer<PeerTask, { own: Spent[]; peer: number[]; reading: Spent; listing: Spent; backup: Spent }>(
    say,
    'store_peer.py',
    async (peer, folder) => {
      const store = new Store({ place: { folder }, limits: LIMITS, log: (_, line) => say(line) });
      const monitors: MonitorRow[] = [];
      for (let index = 0; index < MONITORS; index++) {
        monitors.push(await store.monitors.createMonitor(monitorOf(`monitor ${index}`, { actor: ACTOR })));
      }
      const start = Math.floor(Date.now() / MINUTE) * MINUTE;
      const own: Spent[] = [];
      const theirs: number[] = [];
      // The first rounds fill caches on both sides.
      for (let round = 0; round < ROUNDS + 2; round++) {
        const to = start + round * MINUTE;
        const commits = roundOf(monitors, round === 0 ? null : to - MINUTE, to);
        own.push(await spent(() => keep(store, commits)));
        theirs.push(await peer.ask({ folder, round, monitors: MONITORS, batch: BATCH, bytes: BYTES }));
      }
      const reading = await spent(async () => {
        for (const { id } of monitors) {
          await store.monitors.readResults(id, start, start + ROUNDS * MINUTE);
        }
      });
      const listing = await spent(() => store.monitors.listMonitorStatuses(OWNER));
      const backup = await spent(() => store.backupTo(join(folder, 'backup.db')));
      await store.close();
      return { own: own.slice(2), peer: theirs.slice(2), reading, listing, backup };
    }
  );
}

/** What the store costs the monitors: evaluations kept, results read, a backup. */
export const storeBench: Bench = {
  title: 'The store under monitors',
  summary: 'time to keep 1,000 evaluations, beside plain SQLite; to read their results; to back them up',
  async run(say): Promise<BenchReport> {
    const { own, peer, reading, listing, backup } = await measure(say);
    const [processor, clock, plain] = [
      median(own.map((one) => one.processor)),
      median(own.map((one) => one.clock)),
      median(peer),
    ];
    const row = (what: string, { processor: p, clock: c }: Spent): string =>
      `| ${what} | ${p.toFixed(0)} | ${c.toFixed(0)} |`;
    return {
      markdown: [
        `${MONITORS} evaluations of ${SERIES} series with ${BYTES} bytes of results that do not compress, a detection in every ${FINDS}th, ${BATCH} in a transaction; median of ${ROUNDS} rounds, taken in turn with Python's own \`sqlite3\`, which keeps the same bytes in plain tables with the same \`synchronous = full\`. Processor time is of all threads: sending to the store's thread, compression and checks included.`,
        '',
        '| what | ms of processor | ms by the clock |',
        '| --- | --: | --: |',
        row(`keep ${MONITORS} evaluations`, { processor, clock }),
        `| the same in plain SQLite | ${plain.toFixed(0)} | |`,
        row(`read ${ROUNDS + 1} chunks of each of ${MONITORS} monitors`, reading),
        row(`states of ${MONITORS} monitors, as lists show them`, listing),
        row('a backup of it all', backup),
      ].join('\n'),
      gates: [],
      goals: [
        {
          name: `keep ${MONITORS} evaluations`,
          found: `${clock.toFixed(0)} ms`,
          aim: 'at most 2,000 ms by the clock, 1/30 of a minute',
          reached: clock <= 2_000,
        },
      ],
      skipped: [],
      figures: { processor, clock, plain, ratio: processor / plain, reading, listing, backup },
    };
  },
};
