import { ANOMALY_TYPES } from '../../contract/fields.ts';
import type { AnomalyType } from '../../contract/fields.ts';
import { hash, randomFrom } from './random.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** One fault of the shop: the truth that a detector is measured against. Times in ms. */
export interface Fault {
  readonly id: string;
  readonly type: AnomalyType;
  readonly service: string;
  /** The query of the demo that shows it first (an id of demo/queries.ts). */
  readonly signal: string;
  readonly start: number;
  readonly end: number;
  /** Around 1: how hard it hits. */
  readonly strength: number;
  readonly description: string;
}

interface Scenario {
  readonly services: readonly string[];
  readonly signal: string;
  /** Shortest and longest duration in minutes. */
  readonly minutes: readonly [number, number];
  readonly description: string;
}

/**
 * What can go wrong, by the type of anomaly it must be told as. No two types strike the same metric of the same service, and none where
 * another one's side effects are as large.
 */
export const SCENARIOS: Readonly<Record<AnomalyType, Scenario>> = {
  performance_degradation: {
    services: ['search', 'catalogue', 'cart'],
    signal: 'latency',
    minutes: [60, 90],
    description: 'A release made every reply slower, and it gets worse while caches fill with the wrong entries.',
  },
  resource_spike: {
    services: ['orders-db', 'search', 'catalogue'],
    signal: 'memory',
    minutes: [20, 40],
    description: 'A batch job loads a large export into memory at once.',
  },
  memory_leak: {
    services: ['cart', 'checkout', 'payments'],
    signal: 'memory',
    minutes: [45, 70],
    description: 'Sessions are never released: memory grows every minute until the process is recycled.',
  },
  cpu_overload: {
    services: ['frontend', 'payments', 'orders-db'],
    signal: 'cpu',
    minutes: [20, 40],
    description: 'A busy loop uses up the cores the service was given.',
  },
  latency_spike: {
    services: ['payments', 'frontend', 'checkout'],
    signal: 'latency',
    minutes: [10, 20],
    description: 'A dependency hangs: replies take several times as long.',
  },
  error_rate_spike: {
    services: ['payments', 'frontend', 'cart'],
    signal: 'errors',
    minutes: [12, 25],
    description: 'A bad configuration makes a share of the requests fail.',
  },
  throughput_drop: {
    services: ['payments', 'search', 'cart'],
    signal: 'traffic',
    minutes: [15, 30],
    description: 'The load balancer loses most of the instances: the requests of many customers do not arrive.',
  },
  unusual_pattern: {
    services: ['catalogue', 'search', 'cart'],
    signal: 'traffic',
    minutes: [30, 45],
    description: 'A crawler comes in bursts: four minutes of heavy traffic, four minutes of rest.',
  },
};

/**
 * One fault starts in every slot of this length. A type comes back after eight slots, to the same service after twenty-four: what broke
 * within the last fortnight does not break the same way again.
 */
export const SLOT_MS = 16 * HOUR;

/** 0 .. count - 1, shuffled by the seed. */
function shuffled(seed: number, count: number): number[] {
  const random = randomFrom(hash(seed, 7001));
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Types that show in traffic strike while there is some: between these hours (UTC). */
const BY_DAY: readonly AnomalyType[] = ['throughput_drop', 'unusual_pattern'];
const DAYTIME = [8.5, 22.5] as const;
/** A fault starts this long after its slot does. */
const OFFSET_MS = [20 * MINUTE, 9 * HOUR] as const;

function startIn(slot: number, type: AnomalyType, random: () => number): number {
  for (;;) {
    const offset = OFFSET_MS[0] + random() * (OFFSET_MS[1] - OFFSET_MS[0]);
    const start = Math.floor((slot * SLOT_MS + offset) / MINUTE) * MINUTE;
    const hour = (start / HOUR) % 24;
    if (!BY_DAY.includes(type) || (hour >= DAYTIME[0] && hour < DAYTIME[1])) {
      return start;
    }
  }
}

/** The fault of one slot: each type once a round of eight, a type's services in turn. */
export function scheduledFault(seed: number, slot: number): Fault {
  const count = ANOMALY_TYPES.length;
  const round = Math.floor(slot / count);
  const type = ANOMALY_TYPES[shuffled(seed, count)[slot - round * count]];
  const { services, minutes } = SCENARIOS[type];
  const order = shuffled(seed + 31 * (ANOMALY_TYPES.indexOf(type) + 1), services.length);
  const random = randomFrom(hash(seed, 7002, slot));
  return makeFault(
    { type, service: services[order[round % services.length]], start: startIn(slot, type, random) },
    { minutes: Math.round(minutes[0] + random() * (minutes[1] - minutes[0])), strength: 0.85 + 0.3 * random() }
  );
}

/** A fault that is asked for: `minutes` and `strength` default to the scenario's middle. */
export function makeFault(
  what: { readonly type: AnomalyType; readonly service?: string; readonly start: number },
  how: { readonly minutes?: number; readonly strength?: number } = {}
): Fault {
  const scenario = SCENARIOS[what.type];
  const minutes = how.minutes ?? Math.round((scenario.minutes[0] + scenario.minutes[1]) / 2);
  const service = what.service ?? scenario.services[0];
  return {
    id: `${what.type}-${service}-${new Date(what.start).toISOString().slice(0, 16)}`,
    type: what.type,
    service,
    signal: scenario.signal,
    start: what.start,
    end: what.start + minutes * MINUTE,
    strength: how.strength ?? 1,
    description: scenario.description,
  };
}

/** The published schedule: faults of the slots that start in [from, to), by start. */
export function faultsBetween(seed: number, from: number, to: number): Fault[] {
  const faults: Fault[] = [];
  for (let slot = Math.floor(from / SLOT_MS) - 1; slot * SLOT_MS < to; slot++) {
    const fault = scheduledFault(seed, slot);
    if (fault.start >= from && fault.start < to) {
      faults.push(fault);
    }
  }
  return faults;
}
