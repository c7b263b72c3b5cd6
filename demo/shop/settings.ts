const DAY = 86_400_000;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** One setting of the shop, with an effect on what its metrics show. */
export interface Setting {
  readonly id: string;
  readonly service: string;
  readonly description: string;
  /** What it was in the shop's first weeks, by whole days since it opened; the last one goes on until somebody changes it. */
  readonly past: readonly (readonly [day: number, value: number])[];
  readonly least: number;
  readonly most: number;
}

/** Somebody changed a setting. `at` in ms. */
export interface SettingChange {
  readonly id: SettingId;
  readonly at: number;
  readonly value: number;
}

/**
 * One setting for each category of recommendations. Those that people tried out in the past moved back to where they were, so that what they do can be learned from the history,
 * and none of them stands where it should.
 */
export const SETTINGS = {
  cache_ttl_seconds: {
    service: 'catalogue',
    description: 'How long the catalogue keeps what it looked up: longer, and fewer lookups miss.',
    past: [
      [0, 60],
      [3, 30],
      [6, 120],
      [9, 60],
      [12, 300],
      [15, 30],
      [18, 60],
    ],
    least: 1,
    most: 3_600,
  },
  worker_threads: {
    service: 'payments',
    description: 'Payments that are worked on at once; others wait.',
    past: [
      [0, 9],
      [3, 12],
      [6, 14],
      [9, 9],
      [12, 14],
      [15, 12],
      [18, 9],
    ],
    least: 1,
    most: 64,
  },
  memory_limit_bytes: {
    service: 'search',
    description: 'Memory the search may use; it is killed and started again where it needs more.',
    past: [[0, 2 * GIB]],
    least: 64 * MIB,
    most: 16 * GIB,
  },
  disk_size_bytes: {
    service: 'orders-db',
    description: 'Size of the disk that orders are kept on.',
    past: [[0, 100 * GIB]],
    least: 10 * GIB,
    most: 10_000 * GIB,
  },
  queue_alert_threshold: {
    service: 'checkout',
    description: "From how many waiting orders on the shop's own alert OrdersQueueLong fires.",
    past: [[0, 22]],
    least: 1,
    most: 10_000,
  },
  listen_backlog: {
    service: 'cart',
    description: 'Connections that may wait to be accepted by the cart; further ones are dropped.',
    past: [
      [0, 64],
      [4, 128],
      [7, 64],
      [10, 256],
      [13, 128],
      [16, 64],
    ],
    least: 1,
    most: 65_535,
  },
} as const satisfies Record<string, Omit<Setting, 'id'>>;

export type SettingId = keyof typeof SETTINGS;
export const SETTING_IDS = Object.keys(SETTINGS) as [SettingId, ...SettingId[]];

/** The values of all settings, by `SETTING_IDS`. */
export type SettingValues = Readonly<Record<SettingId, number>>;

/** What is in force at `time` (ms) of a shop that opened at `origin`. `changes` in the order they were made. */
export function settingsAt(origin: number, changes: readonly SettingChange[], time: number): SettingValues {
  const day = (time - origin) / DAY;
  return Object.fromEntries(
    SETTING_IDS.map((id) => {
      const change = changes.findLast((one) => one.id === id && one.at <= time);
      const { past }: Pick<Setting, 'past'> = SETTINGS[id];
      return [id, change?.value ?? past.findLast(([from]) => from <= day)?.[1] ?? past[0][1]];
    })
  ) as Record<SettingId, number>;
}

/** Share of the catalogue's lookups that miss beside those of an empty cache at night. */
export function missShare({ cache_ttl_seconds: ttl }: SettingValues): number {
  return Math.min(0.9, 0.02 + 2.4 / ttl);
}

/** The share at the setting the shop began with. */
export const USUAL_MISS_SHARE = 0.06;

/** Mean seconds a payment waits for a worker: Erlang's C formula for a queue with several servers, `rate` arrivals a second of `seconds` work each. */
export function workerWait({ worker_threads: workers }: SettingValues, rate: number, seconds: number): number {
  const load = Math.min(rate * seconds, workers * 0.98);
  let blocked = 1;
  for (let busy = 1; busy <= workers; busy++) {
    blocked = (load * blocked) / (busy + load * blocked);
  }
  const waits = blocked / (1 - (load / workers) * (1 - blocked));
  return (waits * seconds) / (workers - load);
}

/** Share of the cart's connections that find its backlog full at a load of 0..1: they come in bursts. */
export function droppedShare({ listen_backlog: backlog }: SettingValues, load: number): number {
  return Math.min(0.5, 0.03 * load * load * Math.exp(-backlog / 80));
}
