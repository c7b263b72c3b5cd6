import { setTimeout as wait } from 'node:timers/promises';
import { Committer } from '../../backend/monitors/evaluation/committer.ts';
import { FitQueue } from '../../backend/monitors/evaluation/fit-queue.ts';
import { GroupScorer } from '../../backend/monitors/evaluation/score-groups.ts';
import { verdictFeedback } from '../../backend/monitors/feedback/verdict-feedback.ts';
import { TrainingExclusions } from '../../backend/monitors/hygiene/training-exclusions.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { MonitorEvaluator } from '../../backend/monitors/schedule/evaluator.ts';
import type { SeriesSource } from '../../backend/sources/source.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import { Store } from '../../backend/store/store.ts';
import { WorkerPool } from '../../backend/workers/pool.ts';

/*
 * Evaluates 200 monitors in a store, minute by minute of a clock of its own, and makes more of them and gives verdicts meanwhile; says on stdout what
 * was acknowledged. Arguments: folder, the minute to go on from, the minute to end after (0: only SIGKILL ends it), `plain` for evaluations alone.
 */
const [folder, first, last, mode] = process.argv.slice(2);
const OWNER = { orgId: 1, datasource: 'one' };
const START = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const MONITORS = 200;
const DETECTORS = ['seasonal', 'ewma', 'quantile', 'changepoint'];
const actor = { login: 'ada', role: 'Editor' };

/** Always the same for the same instant, whoever asks: noise, and a fault now and then. */
const source: SeriesSource = {
  identity: 'made',
  async queryRange({ expr, start, end, step }) {
    const seed = Number(expr.replace('watched_', ''));
    const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
    const values = times.map((at) => {
      let x = Math.imul((at / 1000) ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
      x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
      const noise = ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
      const isFaulty = (Math.floor(at / MINUTE) + seed) % 40 < 3;
      return 100 + 10 * noise + (isFaulty ? 200 : 0);
    });
    return { series: [{ labels: { __name__: expr, service: `s${seed}` }, times, values }], warnings: [] };
  },
};

let clock = START + Number(first) * MINUTE + MINUTE / 2;
const limits = { maxBytes: 2 ** 32, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
const store = new Store({ place: { folder }, limits, log: () => undefined });
const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
const fail = (error: unknown): never => {
  throw error;
};
const evaluator = new MonitorEvaluator(
  {
    store: store.monitors,
    pool,
    scorer: new GroupScorer(pool),
    committer: new Committer(store.monitors),
    fits: new FitQueue(1),
    feedback: verdictFeedback(new TrainingExclusions(store.monitors, async () => []), fail),
    observer: { fitted: () => undefined, failed: fail },
    seed: 1,
    maxPoints: 200_000,
    now: () => clock,
  },
  {
    concurrency: 8,
    queriesPerSecond: 1e6,
    connect: () => ({ settings: {}, source }),
    prepare: async (_owner, { settings }) => ({ settings, files: [] }),
    observer: { evaluated: () => undefined, detected: () => undefined, failed: (_row, error) => fail(error) },
  }
);

async function make(name: string, place: number): Promise<string> {
  const spec = monitorSpec.parse({
    name,
    queries: [{ expr: `watched_${place}` }],
    detector: DETECTORS[place % DETECTORS.length],
    settings: { minTrainingSamples: 30 },
    step: '1m',
    every: '1m',
    training: { window: '2h', refitOnDrift: false },
  });
  const made = await store.monitors.createMonitor({
    owner: OWNER,
    name,
    origin: 'ui',
    source: '',
    spec,
    actor,
    note: '',
  });
  process.stdout.write(`${JSON.stringify({ made: made.id, name })}\n`);
  if (place < MONITORS) {
    evaluator.take(made);
  }
  return made.id;
}

const known = (await store.monitors.listMonitors(OWNER)).filter(({ name }) => name.startsWith('watched'));
known.forEach((row) => evaluator.take(row));
for (let place = known.length; place < MONITORS; place++) {
  await make(`watched ${place}`, place);
}

/** What people do meanwhile. */
async function people(): Promise<void> {
  for (let turn = 0; mode !== 'plain'; turn++) {
    await make(`made at ${first}, ${process.pid}, ${turn}`, MONITORS + turn);
    const { detections } = await store.monitors.listDetections({ owner: OWNER, limit: 20 });
    const detection = detections[turn % Math.max(1, detections.length)]?.id;
    if (detection) {
      const note = `${first} ${process.pid} ${turn}`;
      const verdict = { owner: OWNER, detection, verdict: 'true', until: null, note, actor };
      const { id } = await store.monitors.giveVerdict(verdict);
      process.stdout.write(`${JSON.stringify({ judged: detection, verdict: id })}\n`);
    }
    await wait(5);
  }
}

void people();
for (let minute = Number(first); last === '0' || minute <= Number(last); minute++) {
  clock = START + minute * MINUTE + MINUTE / 2;
  await evaluator.settle();
  process.stdout.write(`${JSON.stringify({ minute })}\n`);
}
await evaluator.close();
await pool.close();
await store.close();
