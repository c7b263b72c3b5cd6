import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FrameMetaCustom } from '../../contract/detection.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { startPrometheus } from '../prometheus-process.ts';
import { BENCH_METRIC, benchHistory, median } from './bench-history.ts';
import type { Bench } from './bench.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 300_000;
const SERIES = 50;
/** How long the bench waits before it asks again for choices, ms: every answer scores the whole range anew. */
const CHOICE_POLL_MS = 5_000;

export interface ColdDashboardResult {
  readonly series: number;
  readonly pointsShown: number;
  /** Medians over the runs, ms: to the first answer (newest model), and until every model of the range is there. */
  readonly firstAnswerMs: number;
  readonly completeMs: number;
  /** Until `auto` has chosen a detector for every series and day, ms. */
  readonly chosenMs: number;
  /** The same query again, every model cached, ms. */
  readonly warmMs: number;
  /** The same query to an engine started anew on the same store, ms: every model read back. */
  readonly restartedMs: number;
  readonly residentMiB: number;
}

/**
 * A dashboard that nobody has opened before: 50 series, 14 days at 5 minutes, 14 days of training before each of them, against a real
 * Prometheus on this machine. Every run has a new engine, so nothing is cached.
 */
export async function benchColdDashboard(runs = 3): Promise<ColdDashboardResult> {
  const to = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const from = to - 14 * DAY_MS;
  const prometheus = await startPrometheus({ history: benchHistory(SERIES, to - 29 * DAY_MS, to + STEP_MS, STEP_MS) });
  const connection: Connection = { orgId: 1, uid: 'bench', settings: { prometheusUrl: prometheus.url }, secrets: {} };
  const model = { expr: BENCH_METRIC, output: 'anomalies', step: '5m', trainingWindow: '14d' };
  const first: number[] = [];
  const complete: number[] = [];
  const chosen: number[] = [];
  const warm: number[] = [];
  let pending = { choices: 0 };
  const recalled: number[] = [];
  let pointsShown = 0;
  try {
    for (let run = 0; run < runs; run++) {
      const dataFolder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
      const engine = await createEngine(parseEngineConfig({ dataFolder }));
      const ask = async (asked: Engine, changes = {}, patient = false): Promise<number> => {
        const started = performance.now();
        const query = { refId: 'A', model: { ...model, ...changes }, from, to };
        const [answer] = await asked.answerQueries(connection, [query], { patient });
        if (answer.error || answer.frames.length !== SERIES) {
          throw new Error(`the query gave ${answer.frames.length} frames: ${answer.error?.message ?? 'no error'}`);
        }
        const { nightjar } = answer.frames[0].meta.custom as FrameMetaCustom;
        pending = { choices: nightjar.pendingChoices ?? 0 };
        pointsShown = answer.frames.reduce((sum, frame) => sum + frame.fields[0].values.length, 0);
        return performance.now() - started;
      };
      const started = performance.now();
      first.push(await ask(engine));
      // Who asks for the stand-in itself, and waits, has every model that stands in, and waits for no choice.
      await ask(engine, { detector: 'seasonal' }, true);
      complete.push(performance.now() - started);
      await ask(engine);
      while (pending.choices > 0) {
        await sleep(CHOICE_POLL_MS);
        await ask(engine);
      }
      chosen.push(performance.now() - started);
      warm.push(await ask(engine));
      await engine.close();
      const restarted = await createEngine(parseEngineConfig({ dataFolder }));
      recalled.push(await ask(restarted));
      await restarted.close();
      rmSync(dataFolder, { recursive: true });
    }
  } finally {
    await prometheus.close();
  }
  return {
    series: SERIES,
    pointsShown,
    firstAnswerMs: Math.round(median(first)),
    completeMs: Math.round(median(complete)),
    chosenMs: Math.round(median(chosen)),
    warmMs: Math.round(median(warm)),
    restartedMs: Math.round(median(recalled)),
    residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

/** A cold dashboard should be whole within so many ms. */
const AIM_MS = 3_000;

export const coldDashboard: Bench = {
  title: 'A cold dashboard',
  summary: '50 series, 14 days at 5 minutes, that nobody has opened before',
  async run() {
    const figures = await benchColdDashboard();
    const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
    return {
      markdown: `${figures.series} series, 14 days at 5 minutes (${figures.pointsShown.toLocaleString('en')} points shown), 14 days of training before each of them, the default detector \`auto\`,
against a real Prometheus on the same machine, with a new engine and an empty store for every run. The answer with the newest model comes first; the panel asks again
for the rest. \`seasonal\` answers until the choices are made in the background.

| | median |
|---|---|
| first answer, by the newest model | ${seconds(figures.firstAnswerMs)} |
| every model of the range fitted, all scores there | ${seconds(figures.completeMs)} |
| every choice of \`auto\` made and taken over | ${seconds(figures.chosenMs)} |
| the same query again, models cached | ${seconds(figures.warmMs)} |
| the first query after a restart, models from the store | ${seconds(figures.restartedMs)} |`,
      gates: [],
      goals: [
        {
          name: 'first answer of the cold dashboard',
          aim: `under ${seconds(AIM_MS)}`,
          found: seconds(figures.firstAnswerMs),
          reached: figures.firstAnswerMs < AIM_MS,
        },
        {
          name: 'the whole of the cold dashboard',
          aim: `under ${seconds(AIM_MS)}`,
          found: seconds(figures.completeMs),
          reached: figures.completeMs < AIM_MS,
        },
      ],
      figures,
      skipped: [],
    };
  },
};
