import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasourceSettings } from '../../contract/settings.ts';
import type { Frame } from '../frames/frame.ts';
import type { Connection, Engine } from './engine.ts';
import { readQuery } from './query-model.ts';

/** How long after an instant it is asked for, so that the scrape before it has arrived; ms. */
const SETTLE_MS = 2_000;

/**
 * Scores of a query as they come: once a detection step, one frame a series with the points since the last time. Ends when
 * aborted; throws the first answer's error, later failures are waited out, for a stream must outlive a restart of Prometheus.
 */
export async function* streamScores(
  engine: Pick<Engine, 'answerQueries'>,
  connection: Connection,
  settings: DatasourceSettings,
  model: unknown,
  signal: AbortSignal
): AsyncGenerator<Frame> {
  const { step } = readQuery('stream', model, settings);
  const fields = typeof model === 'object' && model !== null ? model : {};
  const query = { refId: 'stream', model: { ...fields, output: 'scores', hide: false } };
  let next = Math.floor(Date.now() / step) * step;
  let failures = 0;
  let answered = false;
  while (!signal.aborted) {
    const to = Math.floor((Date.now() - SETTLE_MS) / step) * step;
    if (to >= next) {
      const [answer] = await engine.answerQueries(connection, [{ ...query, from: next, to }], {
        signal,
        patient: true,
      });
      if (answer.error && !signal.aborted && !answered) {
        throw answer.error;
      }
      failures = answer.error ? failures + 1 : 0;
      if (!answer.error) {
        answered = true;
        next = to + step;
        yield* answer.frames.filter((frame) => frame.fields[0].values.length > 0);
      }
    }
    const due = failures > 0 ? Math.min(step, 1_000 * 2 ** failures) : next + SETTLE_MS - Date.now();
    await sleep(Math.max(250, due), undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) {
        throw error;
      }
    });
  }
}
