import type { Engine } from '../answers/engine.ts';
import type { Log } from '../log.ts';
import { handshakeLine, openSocket, removeSocket } from './handshake.ts';
import { lazyEngine } from './lazy-engine.ts';
import { superviseProcess } from './lifecycle.ts';
import { guardStdout } from './stdout-guard.ts';

/**
 * Serves Grafana until it says to end. The handshake goes out before anything heavy is loaded, since Grafana's own start waits for it;
 * gRPC loads right after, the engine with the first call that needs it, and calls that come earlier wait. An engine that cannot be made fails each call with its
 * reason, and the next call tries again: wrong settings never end the process.
 *
 * @param createEngine Loads and makes the engine.
 * @param worksAlone Whether there is work that waits for no request, such as monitors; asked once Grafana has its answer.
 */
export async function servePlugin(
  createEngine: () => Promise<Engine>,
  worksAlone: () => Promise<boolean>,
  log: Log
): Promise<void> {
  const writeHandshake = guardStdout(log);
  const { server, path } = await openSocket(process.env);
  const engine = lazyEngine(createEngine);
  const shutdown = superviseProcess(async () => {
    removeSocket(path);
    server.close();
    await (await grpc).close();
    await engine.close();
  }, log);

  server.on('connection', (socket) => void grpc.then(({ accept }) => accept(socket)));
  const grpc = writeHandshake(handshakeLine(path))
    .then(() => import('./grpc-server.ts'))
    .then(({ grpcServer }) => grpcServer(engine.get, shutdown, log));
  await grpc;
  try {
    if (await worksAlone()) {
      await engine.get();
    }
  } catch (error) {
    // The next request tries again, and says so to whoever asks.
    log('error', 'The engine could not be started for its monitors.', { reason: describe(error) });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
