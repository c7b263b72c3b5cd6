import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './grafana-client.ts';
import { historyText, serveLiveMetrics } from './live-metrics.ts';
import type { LiveMetrics } from './live-metrics.ts';

export interface WatchedPrometheus {
  readonly url: string;
  readonly metrics: LiveMetrics;
  /** The fault in the back-filled history, ms. */
  readonly fault: { readonly from: number; readonly to: number };
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/**
 * A real Prometheus on loopback with thirty hours of history of the live metrics at 15 s, an hour-old fault of ten minutes in it,
 * that goes on scraping them every 5 s.
 */
export async function startWatchedPrometheus(): Promise<WatchedPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-grafana-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const now = Date.now();
  const fault = { from: now - 60 * 60_000, to: now - 50 * 60_000 };
  const metrics = await serveLiveMetrics();
  const history = join(folder, 'history.txt');
  writeFileSync(history, historyText(now - 30 * 3_600_000, now - 15_000, 15_000, fault));
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', '-q', history, data], {
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    throw new Error(`promtool could not back-fill: ${made.stderr}`);
  }
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    [
      'scrape_configs:',
      '  - job_name: shop',
      '    scrape_interval: 5s',
      '    static_configs:',
      `      - targets: ['127.0.0.1:${metrics.port}']`,
      '        labels: { instance: shop }',
      '',
    ].join('\n')
  );
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--storage.tsdb.allow-overlapping-blocks',
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] }
  );
  const url = `http://127.0.0.1:${port}`;
  await until('Prometheus is ready', 60, async () => ((await fetch(`${url}/-/ready`)).ok ? true : null));
  return {
    url,
    metrics,
    fault,
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await Promise.all([ended, metrics.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
