/** One service of the shop at the busiest hour of an average day. Rates a second, times in seconds, memory in bytes. */
export interface Service {
  readonly name: string;
  /** HTTP requests at full demand; 0 for the database, which is asked in queries. */
  readonly requests: number;
  /** Requests that would use it up. */
  readonly capacity: number;
  /** Median reply time when idle. */
  readonly latency: number;
  /** Spread of reply times: standard deviation of their logarithm. */
  readonly spread: number;
  readonly errorShare: number;
  /** CPU seconds a request costs, and cores used when idle. */
  readonly cpuPerRequest: number;
  readonly cpuIdle: number;
  readonly memoryIdle: number;
  readonly memoryAtFullDemand: number;
}

const MB = 1024 * 1024;

export const SERVICES: readonly Service[] = [
  {
    name: 'frontend',
    requests: 180,
    capacity: 320,
    latency: 0.045,
    spread: 0.5,
    errorShare: 0.004,
    cpuPerRequest: 0.0045,
    cpuIdle: 0.06,
    memoryIdle: 260 * MB,
    memoryAtFullDemand: 36 * MB,
  },
  {
    name: 'catalogue',
    requests: 240,
    capacity: 420,
    latency: 0.018,
    spread: 0.45,
    errorShare: 0.003,
    cpuPerRequest: 0.0022,
    cpuIdle: 0.04,
    memoryIdle: 310 * MB,
    memoryAtFullDemand: 32 * MB,
  },
  {
    name: 'search',
    requests: 70,
    capacity: 130,
    latency: 0.06,
    spread: 0.55,
    errorShare: 0.005,
    cpuPerRequest: 0.009,
    cpuIdle: 0.05,
    memoryIdle: 520 * MB,
    memoryAtFullDemand: 60 * MB,
  },
  {
    name: 'cart',
    requests: 60,
    capacity: 120,
    latency: 0.012,
    spread: 0.45,
    errorShare: 0.004,
    cpuPerRequest: 0.003,
    cpuIdle: 0.03,
    memoryIdle: 180 * MB,
    memoryAtFullDemand: 22 * MB,
  },
  {
    name: 'checkout',
    requests: 36,
    capacity: 70,
    latency: 0.11,
    spread: 0.5,
    errorShare: 0.008,
    cpuPerRequest: 0.008,
    cpuIdle: 0.03,
    memoryIdle: 230 * MB,
    memoryAtFullDemand: 26 * MB,
  },
  {
    name: 'payments',
    requests: 30,
    capacity: 60,
    latency: 0.16,
    spread: 0.45,
    errorShare: 0.01,
    cpuPerRequest: 0.006,
    cpuIdle: 0.03,
    memoryIdle: 200 * MB,
    memoryAtFullDemand: 24 * MB,
  },
  {
    name: 'orders-db',
    requests: 0,
    capacity: 900,
    latency: 0,
    spread: 0,
    errorShare: 0,
    cpuPerRequest: 0.0016,
    cpuIdle: 0.12,
    memoryIdle: 900 * MB,
    memoryAtFullDemand: 160 * MB,
  },
];

/** Queries a second that the database gets at full demand. */
export const DB_QUERIES = 520;
/** Services that answer HTTP requests. */
export const WEB_SERVICES = SERVICES.filter((service) => service.requests > 0);

/** Which service asks which: caller, called. */
export const CALLS: readonly (readonly [string, string])[] = [
  ['frontend', 'catalogue'],
  ['frontend', 'search'],
  ['frontend', 'cart'],
  ['frontend', 'checkout'],
  ['search', 'catalogue'],
  ['checkout', 'cart'],
  ['checkout', 'payments'],
  ['checkout', 'orders-db'],
];
