import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/*
 * go-plugin's handshake as Grafana runs it: a cookie in the environment, then one line on stdout:
 * CORE-PROTOCOL | APP-PROTOCOL | network | address | protocol | (no server certificate).
 */
const COOKIE = { name: 'grafana_plugin_type', value: 'datasource' } as const;
const CORE_PROTOCOL = 1;
const APP_PROTOCOL = 2;
/** sockaddr_un.sun_path holds 108 bytes, the terminating zero included. */
const MAX_SOCKET_PATH = 107;

/** Why this process must not go on, or null where Grafana (or a client in its role) started it. */
export function refusal(env: NodeJS.ProcessEnv): string | null {
  if (env[COOKIE.name] !== COOKIE.value) {
    return (
      'This program is the backend of a Grafana plugin: Grafana starts it, it does nothing by itself. ' +
      'For the engine without Grafana run: nightjar serve'
    );
  }
  const versions = env.PLUGIN_PROTOCOL_VERSIONS;
  if (versions && !versions.split(',').includes(String(APP_PROTOCOL))) {
    return `Grafana offers plugin protocol ${versions}; Nightjar speaks version ${APP_PROTOCOL}, that of Grafana 7 and later.`;
  }
  return null;
}

/**
 * Listens on a fresh unix socket that only this user can reach, in the first folder of the candidates that takes it.
 * Connections may come at once; they wait until the server has a listener for them.
 */
export async function openSocket(env: NodeJS.ProcessEnv): Promise<{ server: Server; path: string }> {
  const problems: string[] = [];
  for (const folder of new Set([env.PLUGIN_UNIX_SOCKET_DIR, tmpdir(), '/tmp', '/var/tmp', '/dev/shm'])) {
    if (!folder) {
      continue;
    }
    try {
      return await listenIn(folder);
    } catch (error) {
      problems.push(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No folder for the plugin's socket: set TMPDIR to a writable folder with a short path. ${problems.join('; ')}`
  );
}

async function listenIn(folder: string): Promise<{ server: Server; path: string }> {
  const own = mkdtempSync(join(folder, 'nightjar-'));
  const path = join(own, 'plugin.sock');
  try {
    if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
      throw new Error(`the path is longer than ${MAX_SOCKET_PATH} bytes`);
    }
    chmodSync(own, 0o700);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o700);
    return { server, path };
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
}

/** Removes the socket and the folder made for it. */
export function removeSocket(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}

/** The handshake for a plugin that listens on `socketPath`. */
export function handshakeLine(socketPath: string): string {
  return [CORE_PROTOCOL, APP_PROTOCOL, 'unix', socketPath, 'grpc', ''].join('|');
}
