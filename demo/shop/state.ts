import { SERVICES, WEB_SERVICES } from './services.ts';
import { settingsAt } from './settings.ts';
import type { SettingValues } from './settings.ts';

/** Upper bounds of the buckets of reply times in seconds; +Inf comes after. */
export const BUCKETS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5];

/** Everything the shop's metrics show at one instant. Counters count since the shop's origin; one entry a service. */
export interface ShopState {
  /** ms since the epoch. */
  time: number;
  readonly succeeded: Float64Array;
  readonly failed: Float64Array;
  /** Requests by bucket, not cumulative: `BUCKETS.length + 1` entries a web service. */
  readonly buckets: Float64Array;
  readonly replySeconds: Float64Array;
  readonly inFlight: Float64Array;
  readonly cpuSeconds: Float64Array;
  readonly memory: Float64Array;
  queries: number;
  connections: number;
  queue: number;
  cacheHits: number;
  cacheMisses: number;
  orders: number;
  /** In force at this instant. */
  settings: SettingValues;
  /** Seconds that payments waited for a worker, and connections the cart dropped, since the origin. */
  workerWait: number;
  dropped: number;
}

export function emptyState(time: number): ShopState {
  const web = WEB_SERVICES.length;
  return {
    time,
    succeeded: new Float64Array(web),
    failed: new Float64Array(web),
    buckets: new Float64Array(web * (BUCKETS.length + 1)),
    replySeconds: new Float64Array(web),
    inFlight: new Float64Array(web),
    cpuSeconds: new Float64Array(SERVICES.length),
    memory: new Float64Array(SERVICES.length),
    queries: 0,
    connections: 0,
    queue: 0,
    cacheHits: 0,
    cacheMisses: 0,
    orders: 0,
    settings: settingsAt(time, [], time),
    workerWait: 0,
    dropped: 0,
  };
}
