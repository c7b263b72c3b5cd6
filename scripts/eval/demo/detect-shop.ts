import type { Connection } from '../../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../../backend/config.ts';
import { createEngine } from '../../../backend/create-engine.ts';
import { NightjarError } from '../../../backend/errors.ts';
import type { Field, Frame } from '../../../backend/frames/frame.ts';
import { FIELD } from '../../../contract/fields.ts';
import { DEMO_QUERIES, DEMO_STEP, DEMO_TRAINING_WINDOW } from '../../../demo/queries.ts';
import { serveReplay } from '../../../demo/replay/serve-replay.ts';
import { openStore } from '../../../demo/replay/store.ts';
import type { Fault } from '../../../demo/shop/faults.ts';
import { readerOf } from '../../../demo/shop/read-samples.ts';
import { openShop } from '../../../demo/shop/shop.ts';
import type { Mark } from './score-faults.ts';

export const DAY_MS = 86_400_000;

export interface ShopRun {
  /** Anomalies of severity medium and above in the evaluated days. */
  readonly marks: readonly Mark[];
  readonly faults: readonly Fault[];
  readonly series: number;
}

export interface ShopRunOptions {
  readonly seed: number;
  readonly faults: 'schedule' | 'none';
  /** The evaluated days, ms. Fourteen days of history come before. */
  readonly from: number;
  readonly to: number;
}

/**
 * Runs the shop and asks the product about it: the whole engine over HTTP, with the queries, step and training window of the demo. Only
 * Prometheus is replaced, by the replay server.
 */
export async function detectShop({ seed, faults, from, to }: ShopRunOptions): Promise<ShopRun> {
  const shop = openShop({ seed, origin: from - 14 * DAY_MS, faults });
  const store = openStore(readerOf(shop), from - 14 * DAY_MS, to);
  const replay = await serveReplay({ store, host: '127.0.0.1', port: 0, clock: () => to });
  const engine = await createEngine(parseEngineConfig({}), (level, message) =>
    level === 'error' || level === 'warn' ? process.stderr.write(`${message}\n`) : undefined
  );
  const settings = { prometheusUrl: replay.url, scrapeInterval: '1m' };
  const connection: Connection = { orgId: 1, uid: `demo-${seed}-${faults}`, settings, secrets: {} };
  const marks: Mark[] = [];
  let series = 0;
  try {
    for (const { id, expr } of DEMO_QUERIES) {
      const common = { expr, step: DEMO_STEP, trainingWindow: DEMO_TRAINING_WINDOW, legendFormat: '{{service}}' };
      const ask = async (output: string): Promise<readonly Frame[]> => {
        const model = { ...common, output };
        const query = { refId: 'A', model, from, to: to - 60_000 };
        const [answer] = await engine.answerQueries(connection, [query], { patient: true });
        if (answer.error) {
          throw answer.error;
        }
        return answer.frames;
      };
      series += (await ask('scores')).length;
      marks.push(...(await ask('intervals')).flatMap((frame) => marksIn(frame, id)));
    }
  } finally {
    await engine.close();
    await replay.close();
  }
  return { marks: marks.filter((mark) => mark.start >= from), faults: shop.faults(from, to - 2 * 3_600_000), series };
}

function fieldOf(frame: Frame, name: string): Field {
  const field = frame.fields.find((one) => one.name === name);
  if (!field) {
    throw new NightjarError('internal', `The intervals lack the column ${name}.`);
  }
  return field;
}

function numbers(frame: Frame, name: string): Float64Array {
  const { values } = fieldOf(frame, name);
  if (!(values instanceof Float64Array)) {
    throw new NightjarError('internal', `The column ${name} holds no numbers.`);
  }
  return values;
}

const texts = (frame: Frame, name: string): string[] => Array.from(fieldOf(frame, name).values, String);

function marksIn(frame: Frame, query: string): Mark[] {
  const start = numbers(frame, FIELD.time);
  const end = numbers(frame, FIELD.timeEnd);
  const service = texts(frame, FIELD.series);
  const type = texts(frame, FIELD.type);
  const score = numbers(frame, FIELD.score);
  const text = texts(frame, FIELD.text);
  return Array.from(start, (_, i) => ({
    query,
    service: service[i],
    start: start[i],
    end: end[i],
    type: type[i],
    score: score[i],
    text: text[i],
  }));
}
