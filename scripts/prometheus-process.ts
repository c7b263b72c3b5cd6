import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startChild, untilReady } from './child-process.ts';
import type { Child } from './child-process.ts';
import { freePort } from './free-port.ts';

const START_LIMIT_MS = 60_000;

/** One target on loopback, as the job `shop`. */
export interface Scrape {
  readonly port: number;
  /** As Prometheus writes it: `60s`. */
  readonly interval: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether labels of the samples stand where the target has the same. */
  readonly honorLabels?: boolean;
}

/** Prometheus's configuration: one job with one target, or none. */
export function prometheusConfig(scrape: Scrape | undefined): string {
  const job = scrape && {
    job_name: 'shop',
    scrape_interval: scrape.interval,
    honor_labels: scrape.honorLabels ?? false,
    static_configs: [{ targets: [`127.0.0.1:${scrape.port}`], labels: scrape.labels }],
  };
  // JSON is YAML.
  return `${JSON.stringify({ scrape_configs: job ? [job] : [] }, null, 2)}\n`;
}

/**
 * Has promtool make blocks in `data` of OpenMetrics text given in pieces; the text lies in `work` meanwhile. promtool reads the whole
 * text once a block, so blocks are made as long as it allows. Resolves to the size of the text in bytes. Throws what promtool says.
 */
export async function importHistory(pieces: Iterable<string>, data: string, work: string): Promise<number> {
  mkdirSync(data, { recursive: true });
  const text = join(work, 'history.txt');
  try {
    await pipeline(Readable.from(pieces), createWriteStream(text));
    const bytes = statSync(text).size;
    await runPromtool(['tsdb', 'create-blocks-from', 'openmetrics', '-q', '--max-block-duration=1440h', text, data]);
    return bytes;
  } finally {
    rmSync(text, { force: true });
  }
}

function runPromtool(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('promtool', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`promtool could not import the history: ${said.trim()}`))
    );
  });
}

export interface RunOptions {
  /** Holds the configuration, and the data in `data`. */
  readonly folder: string;
  readonly port: number;
  /** As Prometheus writes it: `30d`. */
  readonly retention: string;
  readonly scrape?: Scrape;
  /** Further flags of the command line. */
  readonly flags?: readonly string[];
  /** Gets what Prometheus prints, line by line. */
  readonly log: (line: string) => void;
}

/** A real Prometheus on loopback over a folder. Throws where it is missing or does not become ready. */
export async function runPrometheus({ folder, port, retention, scrape, flags = [], log }: RunOptions): Promise<Child> {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, prometheusConfig(scrape));
  const child = await startChild(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--storage.tsdb.retention.time=${retention}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
      ...flags,
    ],
    { cwd: folder, log }
  );
  try {
    await untilReady(child, `http://127.0.0.1:${port}/-/ready`, START_LIMIT_MS);
  } catch (error) {
    await child.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Prometheus did not start. ${why}`, { cause: error });
  }
  return child;
}

export interface PrometheusProcess {
  readonly url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

export interface PrometheusOptions {
  /** History as OpenMetrics text, in pieces; imported before the start. */
  readonly history?: Iterable<string>;
  /** What to scrape; nothing when absent. */
  readonly scrape?: Scrape;
  /** Further flags of the command line. */
  readonly flags?: readonly string[];
}

/** A real Prometheus in a temporary folder, for tests and benchmarks. Throws as `importHistory` and `runPrometheus` do. */
export async function startPrometheus({ history, scrape, flags }: PrometheusOptions): Promise<PrometheusProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-prometheus-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (history) {
      await importHistory(history, join(folder, 'data'), folder);
    }
    const port = await freePort(0);
    const log = (line: string) => void (/level=error/i.test(line) && process.stderr.write(`${line}\n`));
    const child = await runPrometheus({ folder, port, retention: '60d', scrape, flags, log });
    return {
      url: `http://127.0.0.1:${port}`,
      close: async () => {
        await child.close();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}
