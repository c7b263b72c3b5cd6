import { EngineCore } from './answers/engine-core.ts';
import type { Engine } from './answers/engine.ts';
import type { EngineConfig } from './config.ts';
import type { Log } from './log.ts';
import { stderrLog } from './log.ts';
import { createApp } from './routes/create-app.ts';

/**
 * The engine that every door opens onto. Where its store holds no monitors it starts no thread and opens no connection before the first query. It lives
 * until `close`.
 */
export async function createEngine(config: EngineConfig, log: Log = stderrLog()): Promise<Engine> {
  const core = new EngineCore(config, log);
  core.start();
  return {
    answerQueries: (...args) => core.answerQueries(...args),
    checkHealth: (...args) => core.checkHealth(...args),
    streamScores: (...args) => core.streamScores(...args),
    see: (connection) => core.see(connection),
    metrics: () => core.metrics(),
    app: (identify) => createApp(core, identify, log),
    close: () => core.close(),
  };
}
