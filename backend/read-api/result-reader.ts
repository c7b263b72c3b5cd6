import type { MonitorForecasts } from '../monitors/forecasts/read-forecasts.ts';
import type { LatestResult, ResultFilter, ResultSeries } from '../monitors/monitor-service.ts';
import type { Labels } from '../series/series.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';

/** A series that a monitor has results of, or had. Times in ms. */
export interface KnownSeries {
  readonly monitor: MonitorRow;
  readonly key: string;
  readonly labels: Labels;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Where results are read from; an owner's alone. */
export interface ResultReader {
  monitors(owner: Owner): Promise<readonly MonitorRow[]>;
  latest(owner: Owner): Promise<readonly LatestResult[]>;
  results(owner: Owner, filter: ResultFilter, from: number, to: number): Promise<readonly ResultSeries[]>;
  /** From origins between `from` and `to` (ms, inclusive) and from the newest one before. */
  forecasts(owner: Owner, monitor: MonitorRow, from: number, to: number): Promise<MonitorForecasts>;
  known(owner: Owner, monitor: MonitorRow): Promise<readonly KnownSeries[]>;
}
