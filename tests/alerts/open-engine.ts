import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import { serveHttp } from '../../backend/http/serve-http.ts';
import { Tokens } from '../../backend/http/tokens.ts';

export type Role = 'viewer' | 'editor' | 'admin';

export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T & { readonly error?: { readonly code: string; readonly message: string } };
}

/** An engine with a store behind the door of `nightjar serve`. Each role's token is its name. */
export interface OpenEngine {
  readonly url: string;
  readonly folder: string;
  /** Every line logged so far. */
  readonly log: readonly string[];
  /** Sends JSON, or a text as it is. */
  ask<T = Record<string, unknown>>(role: Role, method: string, path: string, body?: unknown): Promise<Reply<T>>;
  close(): Promise<void>;
  /** Closes it and leaves its folder. */
  stop(): Promise<void>;
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens = new Tokens([
  { name: 'vera', role: 'Viewer', sha256: hash('viewer') },
  { name: 'ed', role: 'Editor', sha256: hash('editor') },
  { name: 'ada', role: 'Admin', sha256: hash('admin') },
]);

/** Opens one over a new folder, or again over that of one that was stopped, which then only knows what it kept. */
export async function openEngine(
  connection: Partial<Connection>,
  config: object = {},
  again?: string
): Promise<OpenEngine> {
  const folder = again ?? mkdtempSync(join(tmpdir(), 'nightjar-alerts-'));
  const log: string[] = [];
  const write = (...line: readonly unknown[]) => void log.push(JSON.stringify(line));
  const engine = await createEngine(parseEngineConfig({ workers: 1, dataFolder: folder, ...config }), write);
  const whole = { orgId: 1, uid: 'a', settings: {}, secrets: {}, ...connection };
  if (again === undefined) {
    engine.see(whole);
  }
  const door = await serveHttp({
    engine,
    connection: whole,
    host: '127.0.0.1',
    port: 0,
    tokens,
    consoleFolder: folder,
    log: write,
  });
  const stop = async (): Promise<void> => {
    await door.close();
    await engine.close();
  };
  return {
    url: door.url,
    folder,
    log,
    async ask<T>(role: Role, method: string, path: string, body?: unknown) {
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      const headers = { authorization: `Bearer ${role}` };
      const response = await fetch(`${door.url}/api/v1${path}`, { method, headers, body: text });
      return { status: response.status, body: (await response.json()) as Reply<T>['body'] };
    },
    stop,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until the answer is the one that is waited for; what tests wait for comes or their time limit does. */
export async function until<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
