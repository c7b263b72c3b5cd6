import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import { serveHttp } from '../../backend/http/serve-http.ts';

export interface OpenDoor {
  readonly url: string;
  /** Every line logged so far, each as JSON. */
  readonly log: readonly string[];
  /** Sends JSON (or a text as it is) and gives status, headers and body. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<DoorReply>;
  close(): Promise<void>;
}

export interface DoorReply {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
  /** The error's sentence; empty where the reply is none. */
  readonly message: string;
  readonly code: string;
}

/** The HTTP door of a real engine, on a free port of loopback. */
export async function openDoor(
  connection: Pick<Connection, 'settings' | 'secrets'>,
  limits: object = {}
): Promise<OpenDoor> {
  const log: string[] = [];
  const engine = await createEngine(parseEngineConfig({ workers: 1, ...limits }), (...line) =>
    log.push(JSON.stringify(line))
  );
  const consoleFolder = mkdtempSync(join(tmpdir(), 'nightjar-console-'));
  const door = await serveHttp({
    engine,
    connection: { orgId: 1, uid: 'a', ...connection },
    host: '127.0.0.1',
    port: 0,
    tokens: null,
    consoleFolder,
    log: (...line) => log.push(JSON.stringify(line)),
  });
  return {
    url: door.url,
    log,
    async ask(method, path, body, headers = {}) {
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      const response = await fetch(door.url + path, { method, headers, body: text });
      const said = await response.text();
      const { error } = response.headers.get('content-type')?.includes('json')
        ? (JSON.parse(said) as { error?: { code: string; message: string } })
        : {};
      return {
        status: response.status,
        headers: JSON.stringify([...response.headers]),
        text: said,
        message: error?.message ?? '',
        code: error?.code ?? '',
      };
    },
    close: async () => {
      await door.close();
      await engine.close();
      rmSync(consoleFolder, { recursive: true });
    },
  };
}
