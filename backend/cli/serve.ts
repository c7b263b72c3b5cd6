import { join } from 'node:path';
import type { Connection } from '../answers/engine.ts';
import type { EngineConfig } from '../config.ts';
import { parseEngineConfig, readEngineConfig } from '../config.ts';
import { createEngine } from '../create-engine.ts';
import type { HttpDoor } from '../http/serve-http.ts';
import { serveHttp } from '../http/serve-http.ts';
import { readTokens } from '../http/tokens.ts';
import type { Log } from '../log.ts';
import { stderrLog } from '../log.ts';
import { dataFolder } from '../store/place.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';

const DEFAULT_LISTEN = '127.0.0.1:8750';

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the engine and its console page over HTTP, without Grafana.',
  usage: `usage: nightjar serve [--listen ${DEFAULT_LISTEN}] [--prometheus-url URL | --config FILE] [--tokens FILE]
                      [--monitors DIR] [--data-dir DIR]

  --listen HOST:PORT     where to listen; port 0 takes any free one (default ${DEFAULT_LISTEN})
  --prometheus-url URL   the Prometheus to ask
  --config FILE          YAML: the engine's configuration with the connection to Prometheus
  --tokens FILE          YAML list of {name, role: Viewer | Editor | Admin, sha256: hash of the token};
                         demanded unless it listens on loopback, where everyone is Admin without it.
                         A hash: printf %s "$TOKEN" | sha256sum
  --monitors DIR         YAML files of monitors, followed while they change (nightjar check FILE checks them)
  --data-dir DIR         where fitted models and monitors are kept (default: $XDG_STATE_HOME/nightjar, or
                         ~/.local/state/nightjar); one process at a time writes there`,

  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        listen: { type: 'string', default: DEFAULT_LISTEN },
        'prometheus-url': { type: 'string' },
        config: { type: 'string' },
        tokens: { type: 'string' },
        monitors: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    });
    const { host, port } = readListen(values.listen);
    const config = values.config ? readEngineConfig(values.config) : parseEngineConfig();
    const connection = connectionOf(config, values['prometheus-url']);
    const tokens = values.tokens ? readTokens(values.tokens) : null;
    const log = stderrLog();
    const folder = values['data-dir'] ?? config.dataFolder ?? dataFolder(process.env);
    const monitorsFolder = values.monitors ?? config.monitorsFolder;
    const engine = await createEngine({ ...config, dataFolder: folder, monitorsFolder }, log);
    engine.see(connection);
    const consoleFolder = join(import.meta.dirname, '..', '..', 'build', 'console');
    try {
      const door = await serveHttp({ engine, connection, host, port, tokens, consoleFolder, log });
      log('info', `Nightjar listens on ${door.url}`, { url: door.url });
      await untilAsked(door, log);
    } finally {
      await engine.close();
    }
    return 0;
  },
};

function readListen(text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  if (!match || Number(match[2]) > 65_535) {
    throw new UsageError(`--listen must be HOST:PORT, such as ${DEFAULT_LISTEN}`);
  }
  return { host: match[1], port: Number(match[2]) };
}

function connectionOf(config: EngineConfig, prometheusUrl: string | undefined): Connection {
  const { settings, secrets } = config.connection;
  const chosen = prometheusUrl ? { ...settings, prometheusUrl } : settings;
  return { orgId: 1, uid: 'stand-alone', settings: chosen, secrets };
}

/** Resolves after SIGTERM or SIGINT, when the requests under way have ended. */
async function untilAsked(door: HttpDoor, log: Log): Promise<void> {
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  log('info', `Nightjar stops (${signal})`);
  await door.close();
}
