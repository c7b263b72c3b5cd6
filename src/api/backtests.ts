import type { BacktestRecord } from '../../backend/monitors/api-records.ts';
import type { MonitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { BacktestRecord } from '../../backend/monitors/api-records.ts';

/** What to go through, over `from` to `to` (ms); `monitor`: whose verdicts judge it. */
export interface NewBacktest {
  readonly spec: MonitorSpec;
  readonly from: number;
  readonly to: number;
  readonly monitor?: string;
}

export function startBacktest(datasource: ResourceSender, test: NewBacktest): Promise<BacktestRecord> {
  return callRoute<BacktestRecord>(datasource, 'POST', 'backtests', { data: test });
}

export function readBacktest(datasource: ResourceSender, id: string): Promise<BacktestRecord> {
  return callRoute<BacktestRecord>(datasource, 'GET', `backtests/${encodeURIComponent(id)}`);
}

export function cancelBacktest(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `backtests/${encodeURIComponent(id)}`);
}
