import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCRAPE_LABELS, SCRAPE_MS } from '../history/open-metrics.ts';
import { startChild, untilReady } from './child-process.ts';
import type { Child } from './child-process.ts';

const START_LIMIT_MS = 60_000;

/** Prometheus's configuration: one job whose labels are those of the history. */
export function prometheusConfig(target: string): string {
  const { job, instance } = SCRAPE_LABELS;
  const seconds = `${SCRAPE_MS / 1000}s`;
  // JSON is YAML.
  const config = {
    global: { scrape_interval: seconds, scrape_timeout: '10s', evaluation_interval: seconds },
    scrape_configs: [{ job_name: job, static_configs: [{ targets: [target], labels: { instance } }] }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

export interface PrometheusOptions {
  readonly folder: string;
  readonly port: number;
  /** `host:port` of the shop. */
  readonly target: string;
  readonly log: (line: string) => void;
}

/** A real Prometheus on loopback over `folder/data`, scraping the shop; retention 30 days. */
export async function startPrometheus({ folder, port, target, log }: PrometheusOptions): Promise<Child> {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, prometheusConfig(target));
  const child = await startChild(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=30d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { cwd: folder, log }
  );
  try {
    await untilReady(child, `http://127.0.0.1:${port}/-/ready`, START_LIMIT_MS);
  } catch (error) {
    await child.close();
    throw new Error(`Prometheus did not start. ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return child;
}
