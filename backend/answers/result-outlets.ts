import type { EngineConfig } from '../config.ts';
import type { Log } from '../log.ts';
import type { LatestResult, MonitorService } from '../monitors/monitor-service.ts';
import type { Vault } from '../monitors/vault.ts';
import { forecastExposition } from '../read-api/forecast-exposition.ts';
import { resultExposition } from '../read-api/exposition.ts';
import type { ResultReader } from '../read-api/result-reader.ts';
import { RemoteWriters } from '../remote-write/remote-writers.ts';
import type { MonitorStore } from '../store/monitors/monitor-store.ts';
import type { Connection } from './engine.ts';
import type { EngineMetrics } from './metrics.ts';
import { MonitorResults } from './monitor-results.ts';

export interface OutletNeeds {
  readonly config: EngineConfig;
  readonly monitors: MonitorService;
  readonly store: MonitorStore;
  readonly vault: Vault;
  /** Whether the store holds monitors; asked without beginning with it. */
  readonly hasMonitors: () => boolean;
  readonly counters: EngineMetrics;
  /** Secret; what tells settings apart is made with it. */
  readonly key: Buffer;
  readonly log: Log;
}

/** Ways by which the results of monitors leave the engine beside queries: read by others, scraped, or sent. */
export class ResultOutlets {
  readonly reader: ResultReader;
  private readonly needs: OutletNeeds;
  private readonly writers: RemoteWriters;
  private readonly listeners = new Set<(connection: Connection) => void>();

  constructor(needs: OutletNeeds) {
    const { monitors, store, vault, counters, key, log } = needs;
    this.needs = needs;
    this.reader = new MonitorResults(monitors, store);
    // One process sends: that which evaluates.
    const isActive = () => monitors.state().evaluates;
    this.writers = new RemoteWriters(this.reader, { observer: counters.remoteWrite(), isActive, key, log });
    vault.watch(({ orgId, datasource }, reach) => this.see({ orgId, uid: datasource, ...reach }));
  }

  /** Takes note of how a datasource is reached, and of what its settings say of outlets. */
  see(connection: Connection): void {
    this.writers.see({ orgId: connection.orgId, datasource: connection.uid }, connection);
    this.listeners.forEach((listener) => listener(connection));
  }

  /** Has a listener told of every connection that is seen: those of requests, and those that were kept from before a restart. */
  onSeen(listener: (connection: Connection) => void): void {
    this.listeners.add(listener);
  }

  /** The newest results and forecasts of all owners in Prometheus's text format. */
  async exposition(): Promise<string> {
    const { config, monitors, store, hasMonitors } = this.needs;
    if (config.metricsMaxSeries === 0 || !(monitors.state().evaluates || hasMonitors())) {
      return '';
    }
    const rows = await store.listMonitors(null);
    const owners = new Map(rows.map(({ owner }) => [`${owner.orgId} ${owner.datasource}`, owner]));
    const results: LatestResult[] = [];
    for (const owner of owners.values()) {
      results.push(...(await monitors.latest(owner)));
    }
    const [now, most] = [Date.now(), config.metricsMaxSeries];
    const forecasts = await forecastExposition(this.reader, [...owners.values()], now, most);
    return (results.length > 0 ? resultExposition(results, now, most) : '') + forecasts;
  }

  close(): Promise<void> {
    return this.writers.close();
  }
}
