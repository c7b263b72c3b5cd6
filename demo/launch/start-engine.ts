import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration } from '../../contract/duration.ts';
import { SCRAPE_MS } from '../history/open-metrics.ts';
import { DEMO_STEP } from '../queries.ts';
import { startChild, untilReady } from '../../scripts/child-process.ts';
import type { Child } from '../../scripts/child-process.ts';

const root = join(import.meta.dirname, '..', '..');
const START_LIMIT_MS = 60_000;

/** Where the demo's engine keeps fitted models, below the demo's folder. */
export const MODELS = 'models';

export interface EngineOptions {
  readonly folder: string;
  readonly port: number;
  readonly prometheusUrl: string;
  readonly log: (line: string) => void;
}

/** `nightjar serve` of this checkout on loopback: the engine, its routes and the console. */
export async function startEngine({ folder, port, prometheusUrl, log }: EngineOptions): Promise<Child> {
  const file = join(folder, 'engine.yaml');
  const settings = { prometheusUrl, scrapeInterval: formatDuration(SCRAPE_MS), defaultStep: DEMO_STEP };
  // JSON is YAML.
  writeFileSync(file, `${JSON.stringify({ connection: { settings } }, null, 2)}\n`);
  const child = await startChild(
    process.execPath,
    [
      'backend/cli/nightjar.ts',
      'serve',
      '--config',
      file,
      '--listen',
      `127.0.0.1:${port}`,
      '--data-dir',
      join(folder, MODELS),
    ],
    { cwd: root, log }
  );
  try {
    await untilReady(child, `http://127.0.0.1:${port}/api/v1/health`, START_LIMIT_MS);
  } catch (error) {
    await child.close();
    throw new Error(`The engine did not start. ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return child;
}
