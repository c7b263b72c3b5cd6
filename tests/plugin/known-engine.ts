import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import type { Connection, Engine, IncomingQuery, QueryAnswer } from '../../backend/answers/engine.ts';
import { NightjarError } from '../../backend/errors.ts';
import type { Frame } from '../../backend/frames/frame.ts';

/** What the engine was asked, for tests of what a door passes on. */
export interface Asked {
  connections: Connection[];
  queries: IncomingQuery[];
  patient: (boolean | undefined)[];
  aborted: number;
}

export const KNOWN_FRAME: Frame = {
  name: 'up',
  refId: 'A',
  meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
  fields: [
    { name: 'time', type: 'time', values: Float64Array.of(1_763_719_200_000, 1_763_719_260_000) },
    { name: 'score', type: 'number', values: Float64Array.of(0.25, Number.NaN), labels: { job: 'api' } },
  ],
};

/**
 * An engine whose answers are known beforehand: the query model says what happens (`{do: 'frames' | 'refuse' | 'break' | 'hang' | 'uneven'}`).
 * It stands where a test is about a door and not about detection.
 */
export function knownEngine(): { engine: Engine; asked: Asked } {
  const asked: Asked = { connections: [], queries: [], patient: [], aborted: 0 };
  const answer = async (query: IncomingQuery, signal?: AbortSignal): Promise<QueryAnswer> => {
    const { refId } = query;
    const frame = { ...KNOWN_FRAME, refId };
    switch ((query.model as { do?: string }).do) {
      case 'refuse':
        return { refId, frames: [frame], error: new NightjarError('source-unauthorized', 'Prometheus says 401.') };
      case 'break':
        throw new TypeError('a bug');
      case 'uneven':
        return { refId, frames: [{ ...frame, fields: [frame.fields[0], { name: 'x', type: 'string', values: [] }] }] };
      case 'hang':
        await wait(60_000, undefined, { signal }).catch(() => asked.aborted++);
        return { refId, frames: [] };
      default:
        return { refId, frames: [frame] };
    }
  };
  const engine: Engine = {
    answerQueries: (connection, queries, options) => {
      asked.connections.push(connection);
      asked.queries.push(...queries);
      asked.patient.push(options?.patient);
      return Promise.all(queries.map((query) => answer(query, options?.signal)));
    },
    checkHealth: (connection) =>
      Promise.resolve({
        ok: connection.uid !== 'sick',
        message: `I am ${connection.uid}.`,
        details: { uid: connection.uid },
      }),
    async *streamScores(_connection, model, signal) {
      if ((model as { do?: string }).do === 'refuse') {
        throw new NightjarError('bad-query', 'The stream has no expr: give one.');
      }
      while (!signal.aborted) {
        yield KNOWN_FRAME;
        await wait(5);
      }
      asked.aborted++;
    },
    see: () => undefined,
    readApi: () => (_request, response) => void response.status(404).end(),
    metrics: () => Promise.resolve('# TYPE nightjar_queries_total counter\nnightjar_queries_total 1\n'),
    app: (identify) => {
      const app = express();
      app.use(express.json({ limit: '100kb' }));
      app.get('/whoami', (request, response) => void response.json(identify(request)));
      app.post('/echo', (request, response) => void response.status(201).set('X-Two', ['a', 'b']).json(request.body));
      app.get('/stream', async (request, response) => {
        response.on('close', () => asked.aborted++);
        response.write('first');
        for (let i = 0; i < 3 || request.query.endless; i++) {
          await wait(10);
          if (response.destroyed) {
            return;
          }
          response.write(`,${i}`);
        }
        response.end();
      });
      app.get('/broken', (_request, response) => {
        response.write('half');
        setImmediate(() => response.destroy());
      });
      return app;
    },
    close: () => Promise.resolve(),
  };
  return { engine, asked };
}
