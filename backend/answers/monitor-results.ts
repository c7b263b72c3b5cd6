import type { LatestResult, MonitorService, ResultFilter, ResultSeries } from '../monitors/monitor-service.ts';
import type { KnownSeries, ResultReader } from '../read-api/result-reader.ts';
import type { MonitorRow, MonitorSeriesRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';

/** What of the store is read here. */
export interface MonitorRows {
  listMonitors(owner: Owner): Promise<readonly MonitorRow[]>;
  monitorSeries(monitor: string): Promise<readonly MonitorSeriesRow[]>;
}

/** Results as the read API, remote write and metrics have them. */
export class MonitorResults implements ResultReader {
  private readonly service: Pick<MonitorService, 'latest' | 'results'>;
  private readonly rows: MonitorRows;

  constructor(service: Pick<MonitorService, 'latest' | 'results'>, rows: MonitorRows) {
    this.service = service;
    this.rows = rows;
  }

  async monitors(owner: Owner): Promise<MonitorRow[]> {
    return (await this.rows.listMonitors(owner)).filter(({ deletedAt }) => deletedAt === null);
  }

  latest(owner: Owner): Promise<LatestResult[]> {
    return this.service.latest(owner);
  }

  results(owner: Owner, filter: ResultFilter, from: number, to: number): Promise<ResultSeries[]> {
    return this.service.results(owner, filter, from, to);
  }

  async known(owner: Owner, monitor: MonitorRow): Promise<KnownSeries[]> {
    if (monitor.owner.orgId !== owner.orgId || monitor.owner.datasource !== owner.datasource) {
      return [];
    }
    const series = await this.rows.monitorSeries(monitor.id);
    return series.map(({ key, labels, firstSeen, lastSeen }) => ({ monitor, key, labels, firstSeen, lastSeen }));
  }
}
