import { EngineCore } from './answers/engine-core.ts';
import { withAlertmanager } from './answers/alertmanager-health.ts';
import type { Connection, Engine, HealthReport } from './answers/engine.ts';
import type { EngineConfig } from './config.ts';
import { ReadApiListeners } from './http/read-api-listeners.ts';
import type { MakeReadApi } from './http/read-api-listeners.ts';
import type { Log } from './log.ts';
import { stderrLog } from './log.ts';
import { readApi } from './read-api/read-api.ts';
import { createApp } from './routes/create-app.ts';

/**
 * The engine that every door opens onto. Where its store holds no monitors it starts no thread and opens no connection before the first query. It lives
 * until `close`.
 */
export async function createEngine(config: EngineConfig, log: Log = stderrLog()): Promise<Engine> {
  const core = new EngineCore(config, log);
  const makeReadApi: MakeReadApi = (ownerOf) => readApi({ reader: async () => core.outlets.reader, ownerOf, log });
  const listeners = new ReadApiListeners(makeReadApi, log);
  core.outlets.onSeen((connection) => listeners.see(connection));
  core.start();
  return {
    answerQueries: (...args) => core.answerQueries(...args),
    checkHealth: async (connection, signal) =>
      withAlertmanager(
        await withReadApi(await core.checkHealth(connection, signal), connection, listeners),
        connection,
        signal
      ),
    streamScores: (...args) => core.streamScores(...args),
    see: (connection) => core.see(connection),
    metrics: () => core.metrics(),
    app: (identify) => createApp(core, identify, log),
    readApi: makeReadApi,
    close: async () => {
      await listeners.close();
      await core.close();
    },
  };
}

/** The report, and where results can be read, or why they cannot. */
async function withReadApi(
  report: HealthReport,
  connection: Connection,
  listeners: ReadApiListeners
): Promise<HealthReport> {
  await listeners.settled();
  const problem = listeners.problemOf(connection);
  return problem === null ? report : { ...report, ok: false, message: `${report.message} ${problem}` };
}
