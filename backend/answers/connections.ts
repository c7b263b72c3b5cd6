import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { parseDuration } from '../../contract/duration.ts';
import { parseLoopbackAddress } from '../../contract/loopback-address.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { NightjarError } from '../errors.ts';
import { readAddress } from '../sources/prometheus/address.ts';
import type { ClientLimits } from '../sources/prometheus/http-client.ts';
import type { MatrixParser } from '../sources/prometheus/prometheus-source.ts';
import { PrometheusSource } from '../sources/prometheus/prometheus-source.ts';
import { describeIssues } from '../describe-issues.ts';
import type { Connection } from './engine.ts';
import { RemoteEngine } from './remote-engine.ts';

const text = z.string().max(2_000).optional();
const duration = text.refine((value) => !value || value === 'auto' || parseDuration(value) !== null, {
  error: 'must be a duration such as 30s or 5m',
});

/** The datasource's `jsonData`; fields it does not know (Grafana's own) are ignored, emptied ones taken as absent. */
const settingsSchema: z.ZodType<DatasourceSettings> = z.object({
  prometheusUrl: text,
  grafanaUrl: text,
  prometheusUid: text,
  authentication: z.enum(['none', 'basic', 'bearer']).optional(),
  basicAuthUser: text,
  httpHeaderNames: z.array(z.string().max(200)).max(50).optional(),
  tlsSkipVerify: z.boolean().optional(),
  tlsServerName: text,
  timeoutSeconds: z.number().min(1).max(600).optional(),
  defaultStep: duration,
  scrapeInterval: duration,
  maxSeries: z.int().min(1).max(100_000).optional(),
  maxPoints: z.int().min(1_000).max(100_000_000).optional(),
  engineUrl: text,
  readApiListen: text.refine((value) => !value || parseLoopbackAddress(value) !== null, {
    error: 'must be an address of this machine alone and a port, such as 127.0.0.1:9464',
  }),
  remoteWriteUrl: text,
  alertmanagerUrl: text,
  alertmanagerUser: text,
});

/** Validated settings. Throws `bad-settings` naming each wrong field. */
export function readSettings(settings: unknown): DatasourceSettings {
  const given = typeof settings === 'object' && settings !== null ? settings : {};
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''));
  const parsed = settingsSchema.safeParse(kept);
  if (!parsed.success) {
    throw new NightjarError('bad-settings', `The datasource settings are wrong: ${describeIssues(parsed.error)}.`);
  }
  return parsed.data;
}

/** A connection in use: to a Prometheus, or to another machine's engine, which then does everything. */
export type OpenConnection = LocalConnection | RemoteConnection;

export interface LocalConnection {
  readonly settings: DatasourceSettings;
  readonly source: PrometheusSource;
}

export interface RemoteConnection {
  readonly settings: DatasourceSettings;
  readonly remote: RemoteEngine;
}

/** Most connections that are kept open; the one unused the longest is closed first. */
const MOST_CONNECTIONS = 100;

/** One source for equal settings and secrets, whoever asks. */
export class Connections {
  private readonly open = new Map<string, OpenConnection>();
  private readonly limits: ClientLimits;
  private readonly parse: MatrixParser;
  private readonly key: Buffer;

  /** `key` is secret: the identities of connections, which the store keeps, are made with it. */
  constructor(limits: ClientLimits, key: Buffer, parse: MatrixParser) {
    this.limits = limits;
    this.key = key;
    this.parse = parse;
  }

  get size(): number {
    return this.open.size;
  }

  /** Throws `bad-settings`. */
  get(connection: Connection): OpenConnection {
    const content = JSON.stringify([connection.settings, Object.entries(connection.secrets).sort()]);
    const key = createHmac('sha256', this.key).update(content).digest('base64');
    let entry = this.open.get(key);
    if (entry) {
      this.open.delete(key);
    } else {
      entry = this.make(readSettings(connection.settings), connection.secrets);
    }
    this.open.set(key, entry);
    for (const [oldest, unused] of this.open) {
      if (this.open.size <= MOST_CONNECTIONS) {
        break;
      }
      this.open.delete(oldest);
      void close(unused);
    }
    return entry;
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map(close));
    this.open.clear();
  }

  private make(settings: DatasourceSettings, secrets: Readonly<Record<string, string>>): OpenConnection {
    if (settings.engineUrl) {
      return { settings, remote: new RemoteEngine(settings, secrets) };
    }
    return {
      settings,
      source: new PrometheusSource(readAddress(settings, secrets, this.key), this.limits, this.parse),
    };
  }
}

function close(connection: OpenConnection): Promise<void> {
  return 'remote' in connection ? connection.remote.close() : connection.source.close();
}
