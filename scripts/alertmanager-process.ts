import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, untilReady } from './child-process.ts';
import { freePort } from './free-port.ts';

const START_LIMIT_MS = 60_000;

export interface AlertmanagerOptions {
  /** Where it sends what fires and what ends. */
  readonly webhook: string;
  /** Sent as a bearer token; none when absent. */
  readonly token?: string;
  readonly groupBy?: readonly string[];
}

export interface AlertmanagerProcess {
  readonly url: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

/** Alertmanager's configuration: one receiver, told of everything within a second. */
export function alertmanagerConfig({ webhook, token, groupBy = ['alertname'] }: AlertmanagerOptions): string {
  const http_config = token === undefined ? {} : { authorization: { credentials: token } };
  const config = {
    route: {
      receiver: 'nightjar',
      group_by: groupBy,
      group_wait: '100ms',
      group_interval: '1s',
      repeat_interval: '1h',
    },
    receivers: [{ name: 'nightjar', webhook_configs: [{ url: webhook, send_resolved: true, http_config }] }],
  };
  // JSON is YAML.
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** A real Alertmanager (Debian's package prometheus-alertmanager) on loopback in a temporary folder. Throws where it is missing or does not become ready. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<AlertmanagerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-alertmanager-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, alertmanagerConfig(options));
    const port = await freePort(0);
    const flags = [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=warn',
    ];
    const child = await startChild('prometheus-alertmanager', flags, { cwd: folder, log: () => undefined });
    const url = `http://127.0.0.1:${port}`;
    try {
      await untilReady(child, `${url}/-/ready`, START_LIMIT_MS);
    } catch (error) {
      await child.close();
      throw error;
    }
    return {
      url,
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
