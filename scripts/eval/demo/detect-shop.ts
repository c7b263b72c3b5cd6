import type { Connection } from '../../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../../backend/config.ts';
import { createEngine } from '../../../backend/create-engine.ts';
import { DEMO_QUERIES, DEMO_STEP, DEMO_TRAINING_WINDOW } from '../../../demo/queries.ts';
import type { DemoQuery } from '../../../demo/queries.ts';
import { serveReplay } from '../../../demo/replay/serve-replay.ts';
import { openStore } from '../../../demo/replay/store.ts';
import type { Fault } from '../../../demo/shop/faults.ts';
import { readerOf } from '../../../demo/shop/read-samples.ts';
import { openShop } from '../../../demo/shop/shop.ts';
import { marksIn } from './read-marks.ts';
import type { Mark } from './read-marks.ts';

export const DAY_MS = 86_400_000;
const MINUTE = 60_000;

/** A fault's type must be told this soon to count as told early. */
export const EARLY_MS = 10 * MINUTE;

export interface ShopRun {
  /** Anomalies of severity medium and above in the evaluated days. */
  readonly marks: readonly Mark[];
  readonly faults: readonly Fault[];
  /** What was marked on each fault's own metric when it was `EARLY_MS` old, by the fault's id. */
  readonly early: ReadonlyMap<string, readonly Mark[]>;
  readonly series: number;
}

export interface ShopRunOptions {
  readonly seed: number;
  readonly faults: 'schedule' | 'none';
  /** Id of the detector that is asked. */
  readonly detector: string;
  /** The evaluated days, ms. Fourteen days of history come before. */
  readonly from: number;
  readonly to: number;
}

/**
 * Runs the shop and asks the product about it: the whole engine over HTTP, with the queries, step and training window of the demo. Only
 * Prometheus is replaced, by the replay server.
 */
export async function detectShop({ seed, faults: mode, detector, from, to }: ShopRunOptions): Promise<ShopRun> {
  const shop = openShop({ seed, origin: from - 14 * DAY_MS, faults: mode });
  const store = openStore(readerOf(shop), from - 14 * DAY_MS, to);
  const replay = await serveReplay({ store, host: '127.0.0.1', port: 0, clock: () => to });
  const engine = await createEngine(parseEngineConfig({}), (level, message) =>
    level === 'error' || level === 'warn' ? process.stderr.write(`${message}\n`) : undefined
  );
  const settings = { prometheusUrl: replay.url, scrapeInterval: '1m' };
  const connection: Connection = { orgId: 1, uid: `demo-${seed}-${mode}`, settings, secrets: {} };
  const ask = async ({ id, expr }: DemoQuery, first: number, last: number) => {
    const model = { expr, detector, step: DEMO_STEP, trainingWindow: DEMO_TRAINING_WINDOW, output: 'anomalies' };
    const query = { refId: 'A', model, from: first, to: last };
    const [answer] = await engine.answerQueries(connection, [query], { patient: true });
    if (answer.error) {
      throw answer.error;
    }
    return { series: answer.frames.length, marks: answer.frames.flatMap((frame) => marksIn(frame, id)) };
  };
  const faults = shop.faults(from, to - 2 * 60 * MINUTE);
  const marks: Mark[] = [];
  const early = new Map<string, readonly Mark[]>();
  let series = 0;
  try {
    for (const query of DEMO_QUERIES) {
      const answer = await ask(query, from, to - MINUTE);
      series += answer.series;
      marks.push(...answer.marks);
      for (const fault of faults.filter(({ signal }) => signal === query.id)) {
        early.set(fault.id, (await ask(query, fault.start - 60 * MINUTE, fault.start + EARLY_MS)).marks);
      }
    }
  } finally {
    await engine.close();
    await replay.close();
  }
  return { marks, faults, early, series };
}
