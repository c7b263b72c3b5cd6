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

/** What can go wrong, by the type of anomaly it must be told as. */
export const SCENARIOS: Readonly<Record<AnomalyType, Scenario>> = {
  performance_degradation: {
    services: ['search', 'catalogue', 'checkout', 'cart'],
    signal: 'latency',
    minutes: [60, 90],
    description: 'A release made every reply slower, and it gets worse while caches fill with the wrong entries.',
  },
  resource_spike: {
    services: ['orders-db', 'search', 'catalogue', 'frontend'],
    signal: 'memory',
    minutes: [20, 40],
    description: 'A batch job loads a large export into memory at once.',
  },
  memory_leak: {
    services: ['cart', 'checkout', 'frontend', 'payments'],
    signal: 'memory',
    minutes: [45, 70],
    description: 'Sessions are never released: memory grows every minute until the process is recycled.',
  },
  cpu_overload: {
    services: ['search', 'frontend', 'payments', 'orders-db'],
    signal: 'cpu',
    minutes: [20, 40],
    description: 'A busy loop uses up the cores the service was given.',
  },
  latency_spike: {
    services: ['payments', 'search', 'checkout', 'catalogue'],
    signal: 'latency',
    minutes: [10, 20],
    description: 'A dependency hangs: replies take several times as long.',
  },
  error_rate_spike: {
    services: ['checkout', 'payments', 'frontend', 'cart'],
    signal: 'errors',
    minutes: [12, 25],
    description: 'A bad configuration makes a share of the requests fail.',
  },
  throughput_drop: {
    services: ['payments', 'checkout', 'search', 'frontend'],
    signal: 'traffic',
    minutes: [15, 30],
    description: 'The load balancer loses most of the instances: the requests of many customers do not arrive.',
  },
  unusual_pattern: {
    services: ['catalogue', 'search', 'cart', 'frontend'],
    signal: 'traffic',
    minutes: [30, 45],
    description: 'A crawler comes in bursts: four minutes of heavy traffic, four minutes of rest.',
  },
};

/** One fault starts in every slot of this length. */
export const SLOT_MS = 6 * HOUR;

/** The order in which `count` things come up in a round, shuffled by the seed. */
function shuffled(seed: number, round: number, count: number): number[] {
  const random = randomFrom(hash(seed, 7001, round));
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** The fault of one slot: each type once in eight slots, each of a type's services once in four such rounds. */
export function scheduledFault(seed: number, slot: number): Fault {
  const types = ANOMALY_TYPES.length;
  const round = Math.floor(slot / types);
  const typeIndex = shuffled(seed, round, types)[slot - round * types];
  const type = ANOMALY_TYPES[typeIndex];
  const services = SCENARIOS[type].services.length;
  const lap = Math.floor(round / services);
  const service = shuffled(seed + 31 * (typeIndex + 1), lap, services)[round - lap * services];
  const random = randomFrom(hash(seed, 7002, slot));
  const start = slot * SLOT_MS + Math.floor(20 + random() * 250) * MINUTE;
  const [least, most] = SCENARIOS[type].minutes;
  return makeFault(
    { type, service: SCENARIOS[type].services[service], start },
    { minutes: Math.round(least + random() * (most - least)), strength: 0.85 + 0.3 * random() }
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
