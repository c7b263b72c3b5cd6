import { CALLS, SERVICES, WEB_SERVICES } from './services.ts';
import { SETTINGS } from './settings.ts';
import type { SettingId } from './settings.ts';
import { BUCKETS } from './state.ts';
import type { ShopState } from './state.ts';

/** One sample of a metric family; `suffix` (`_bucket`, `_sum`, `_count`) for histograms. */
export interface Sample {
  readonly suffix: string;
  readonly labels: Readonly<Record<string, string>>;
  value(state: ShopState): number;
}

/** A metric as it is exported. `name` is the whole name of a counter, `_total` included. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

const one = (value: (state: ShopState) => number, labels: Record<string, string> = {}): Sample => ({
  suffix: '',
  labels,
  value,
});

const setting = (id: SettingId, labels: Record<string, string> = {}): Sample =>
  one(({ settings }) => settings[id], { ...labels, service: SETTINGS[id].service });

const WIDTH = BUCKETS.length + 1;

function countUpTo(state: ShopState, service: number, bucket: number): number {
  let count = 0;
  for (let i = 0; i <= bucket; i++) {
    count += state.buckets[service * WIDTH + i];
  }
  return count;
}

function replyTimes(name: string, i: number): Sample[] {
  const service = { service: name };
  return [
    ...[...BUCKETS.map(String), '+Inf'].map((le, bucket): Sample => ({
      suffix: '_bucket',
      labels: { le, ...service },
      value: (state) => countUpTo(state, i, bucket),
    })),
    { suffix: '_sum', labels: service, value: (state) => state.replySeconds[i] },
    { suffix: '_count', labels: service, value: (state) => countUpTo(state, i, BUCKETS.length) },
  ];
}

const GIB = 1024 ** 3;
/** On the disk when the shop opens, and what an order adds: after three weeks of history the disk is full in two or three days. */
const DISK_AT_FIRST = 40 * GIB;
const BYTES_PER_ORDER = 1_900;
/** The database's log grows until a checkpoint clears it. */
const LOG_BYTES = 0.2 * GIB;
const CHECKPOINT_MS = 45 * 60_000;

/** Orders are kept for ever. */
function diskUsed({ orders, time, settings }: ShopState): number {
  const log = (LOG_BYTES * (time % CHECKPOINT_MS)) / CHECKPOINT_MS;
  return Math.round(Math.min(settings.disk_size_bytes, DISK_AT_FIRST + orders * BYTES_PER_ORDER + log));
}

/** Requests that a service answered, or queries; the callers share them evenly. */
function asked(server: string, { succeeded, failed, queries }: ShopState): number {
  const i = WEB_SERVICES.findIndex(({ name }) => name === server);
  const callers = CALLS.filter(([, called]) => called === server).length;
  return Math.floor((i < 0 ? queries : succeeded[i] + failed[i]) / callers);
}

/** Everything the shop exports, in the order of its text. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'http_requests_total',
    type: 'counter',
    help: 'HTTP requests answered, by service and class of status.',
    samples: WEB_SERVICES.flatMap(({ name: service }, i) => [
      one((state) => state.succeeded[i], { service, status: '2xx' }),
      one((state) => state.failed[i], { service, status: '5xx' }),
    ]),
  },
  {
    name: 'traces_service_graph_request_total',
    type: 'counter',
    help: 'Calls between services, as traces tell of them.',
    samples: CALLS.map(([client, server]) => one((state) => asked(server, state), { client, server })),
  },
  {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    help: 'Time to answer an HTTP request.',
    samples: WEB_SERVICES.flatMap(({ name }, i) => replyTimes(name, i)),
  },
  {
    name: 'http_requests_in_flight',
    type: 'gauge',
    help: 'HTTP requests being answered.',
    samples: WEB_SERVICES.map(({ name: service }, i) => one((state) => state.inFlight[i], { service })),
  },
  {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    help: 'CPU time used.',
    samples: SERVICES.map(({ name: service }, i) => one((state) => state.cpuSeconds[i], { service })),
  },
  {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    help: 'Memory in use.',
    samples: SERVICES.map(({ name: service }, i) => one((state) => state.memory[i], { service })),
  },
  {
    name: 'db_queries_total',
    type: 'counter',
    help: 'Queries the orders database answered.',
    samples: [one((state) => state.queries, { service: 'orders-db' })],
  },
  {
    name: 'db_connections_active',
    type: 'gauge',
    help: 'Connections to the orders database in use.',
    samples: [one((state) => state.connections, { service: 'orders-db' })],
  },
  {
    name: 'cache_hits_total',
    type: 'counter',
    help: "Lookups answered by the catalogue's cache.",
    samples: [one((state) => state.cacheHits, { service: 'catalogue' })],
  },
  {
    name: 'cache_misses_total',
    type: 'counter',
    help: "Lookups the catalogue's cache could not answer.",
    samples: [one((state) => state.cacheMisses, { service: 'catalogue' })],
  },
  {
    name: 'orders_queue_length',
    type: 'gauge',
    help: 'Orders waiting for payment.',
    samples: [one((state) => state.queue, { service: 'checkout' })],
  },
  {
    name: 'orders_total',
    type: 'counter',
    help: 'Orders placed.',
    samples: [one((state) => state.orders, { service: 'checkout' })],
  },
  {
    name: 'disk_used_bytes',
    type: 'gauge',
    help: 'Space used on a disk.',
    samples: [one(diskUsed, { service: 'orders-db', mountpoint: '/var/lib/orders' })],
  },
  {
    name: 'disk_size_bytes',
    type: 'gauge',
    help: 'Size of a disk.',
    samples: [one(({ settings }) => settings.disk_size_bytes, { service: 'orders-db', mountpoint: '/var/lib/orders' })],
  },
  {
    name: 'app_config_cache_ttl_seconds',
    type: 'gauge',
    help: SETTINGS.cache_ttl_seconds.description,
    samples: [setting('cache_ttl_seconds')],
  },
  {
    name: 'app_config_worker_threads',
    type: 'gauge',
    help: SETTINGS.worker_threads.description,
    samples: [setting('worker_threads')],
  },
  {
    name: 'worker_wait_seconds_total',
    type: 'counter',
    help: 'Time that requests waited for a worker.',
    samples: [one((state) => state.workerWait, { service: 'payments' })],
  },
  {
    name: 'app_config_listen_backlog',
    type: 'gauge',
    help: SETTINGS.listen_backlog.description,
    samples: [setting('listen_backlog')],
  },
  {
    name: 'listen_overflows_total',
    type: 'counter',
    help: 'Connections dropped since the backlog was full.',
    samples: [one((state) => state.dropped, { service: 'cart' })],
  },
  {
    name: 'container_memory_limit_bytes',
    type: 'gauge',
    help: 'Memory a service may use.',
    samples: [setting('memory_limit_bytes')],
  },
  {
    name: 'alert_rule_value',
    type: 'gauge',
    help: "What the shop's own alerts look at.",
    samples: [one((state) => state.queue, { alertname: 'OrdersQueueLong', service: 'checkout' })],
  },
  {
    name: 'alert_rule_threshold',
    type: 'gauge',
    help: "From which value on the shop's own alerts fire.",
    samples: [setting('queue_alert_threshold', { alertname: 'OrdersQueueLong' })],
  },
];
