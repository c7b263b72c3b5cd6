import type { MonitorForecasts } from '../monitors/forecasts/read-forecasts.ts';
import { readForecasts } from '../monitors/forecasts/read-forecasts.ts';
import type { LatestResult, MonitorService, ResultFilter, ResultSeries } from '../monitors/monitor-service.ts';
import type { KnownSeries, ResultReader } from '../read-api/result-reader.ts';
import type { MonitorStore } from '../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';

/** What of the store is read here. */
export type MonitorRows = Pick<MonitorStore, 'listMonitors' | 'monitorSeries' | 'readForecasts'>;

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

  async forecasts(owner: Owner, monitor: MonitorRow, from: number, to: number): Promise<MonitorForecasts> {
    return isOf(monitor, owner)
      ? readForecasts(this.rows, monitor, from, to)
      : { monitor, origins: new Float64Array(0), series: [] };
  }

  async known(owner: Owner, monitor: MonitorRow): Promise<KnownSeries[]> {
    if (!isOf(monitor, owner)) {
      return [];
    }
    const series = await this.rows.monitorSeries(monitor.id);
    return series.map(({ key, labels, firstSeen, lastSeen }) => ({ monitor, key, labels, firstSeen, lastSeen }));
  }
}

function isOf(monitor: MonitorRow, { orgId, datasource }: Owner): boolean {
  return monitor.owner.orgId === orgId && monitor.owner.datasource === datasource;
}
