import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface PrometheusProcess {
  readonly url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

export interface PrometheusOptions {
  /** History as OpenMetrics text, in pieces; imported before the start. */
  readonly history?: Iterable<string>;
  /** What to scrape on loopback; nothing when absent. */
  readonly scrape?: {
    readonly port: number;
    readonly interval: string;
    readonly labels: Readonly<Record<string, string>>;
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function configuration(scrape: PrometheusOptions['scrape']): string {
  if (!scrape) {
    return 'scrape_configs: []\n';
  }
  const job = {
    job_name: 'shop',
    scrape_interval: scrape.interval,
    static_configs: [{ targets: [`127.0.0.1:${scrape.port}`], labels: scrape.labels }],
  };
  // JSON is YAML.
  return `${JSON.stringify({ scrape_configs: [job] })}\n`;
}

/** A real Prometheus on loopback in a temporary folder. Throws where prometheus or promtool are missing or refuse the history. */
export async function startPrometheus(options: PrometheusOptions): Promise<PrometheusProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-prometheus-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (options.history) {
    const history = join(folder, 'history.txt');
    await pipeline(Readable.from(options.history), createWriteStream(history));
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', '-q', '--max-block-duration=1440h', history, data];
    const made = spawnSync('promtool', args, { encoding: 'utf8' });
    if (made.status !== 0) {
      throw new Error(`promtool could not import the history: ${made.error?.message ?? made.stderr}`);
    }
  }
  writeFileSync(join(folder, 'prometheus.yml'), configuration(options.scrape));
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=60d',
      '--storage.tsdb.allow-overlapping-blocks',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] }
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 300; attempt++) {
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false
    );
    if (ready) {
      return { url, close };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await close();
  throw new Error('Prometheus did not become ready within a minute.');
}
