import { applyFault, noEffect } from './effects.ts';
import type { Effect } from './effects.ts';
import { faultsBetween } from './faults.ts';
import type { Fault } from './faults.ts';
import { meanReply, observeReplies } from './latency.ts';
import { binomial, hash, poisson, randomFrom, smoothNoise } from './random.ts';
import { demandAt } from './rhythm.ts';
import { DB_QUERIES, SERVICES, WEB_SERVICES } from './services.ts';
import { USUAL_MISS_SHARE, droppedShare, missShare, settingsAt, workerWait } from './settings.ts';
import type { SettingChange } from './settings.ts';
import { BUCKETS, emptyState } from './state.ts';
import type { ShopState } from './state.ts';

/** The simulation's own clock: everything is constant within a tick. */
export const TICK_MS = 15_000;

const MINUTE = 60_000;
const MB = 1024 * 1024;
const LONGEST_FAULT_MS = 3 * 3_600_000;

export interface ShopOptions {
  readonly seed: number;
  /** Where counters start, ms; a multiple of the tick. */
  readonly origin: number;
  /** `schedule` (the default): the published faults. `none`: clean days. */
  readonly faults?: 'schedule' | 'none';
  /** Faults beside the schedule; may be shared and grow while the shop runs. */
  readonly asked?: Fault[];
  /** Settings that somebody changed, in order; may be shared and grow while the shop runs. */
  readonly changes?: SettingChange[];
}

/** A running shop: `state` is what its metrics show at `state.time`. */
export interface Shop {
  readonly state: ShopState;
  /** Faults asked for beside the schedule. */
  readonly asked: Fault[];
  readonly changes: SettingChange[];
  /** Runs on to the last tick not after `time` (ms). */
  advance(time: number): void;
  /** The truth: faults of the schedule and asked ones that start in [from, to), by start. */
  faults(from: number, to: number): Fault[];
}

const INDEX = new Map(SERVICES.map((service, i) => [service.name, i]));
/** Cores a service was given. */
const CORES = SERVICES.map(
  (service) => Math.ceil(4 * (service.cpuIdle + service.cpuPerRequest * service.capacity)) / 4
);
const [FRONTEND, CATALOGUE, SEARCH, CART, CHECKOUT, PAYMENTS, DB] = SERVICES.map((_, i) => i);

/**
 * The shop as a pure function of seed, origin and time: the same ticks give the same counters whether they are run for the back-filled
 * history or live, so that both join without a seam.
 */
export function openShop({ seed, origin, faults: mode = 'schedule', asked = [], changes = [] }: ShopOptions): Shop {
  const state = emptyState(Math.ceil(origin / TICK_MS) * TICK_MS);
  const faults = (from: number, to: number): Fault[] =>
    [
      ...(mode === 'schedule' ? faultsBetween(seed, from, to) : []),
      ...asked.filter((f) => f.start >= from && f.start < to),
    ].sort((a, b) => a.start - b.start);
  let near: Fault[] = [];
  let nearFrom = Number.NaN;
  let nearAsked = -1;
  const effectsAt = (time: number): Effect[] => {
    const hour = Math.floor(time / 3_600_000);
    if (hour !== nearFrom || asked.length !== nearAsked) {
      nearFrom = hour;
      nearAsked = asked.length;
      near = faults(time - LONGEST_FAULT_MS, (hour + 1) * 3_600_000);
    }
    const effects = SERVICES.map(noEffect);
    for (const fault of near) {
      const at = INDEX.get(fault.service);
      if (at !== undefined) {
        applyFault(effects[at], fault, time, CORES[at], SERVICES[at].memoryIdle);
      }
    }
    return effects;
  };
  return {
    state,
    asked,
    changes,
    faults,
    advance(time) {
      while (state.time + TICK_MS <= time) {
        state.settings = settingsAt(origin, changes, state.time + TICK_MS);
        runTick(state, seed, state.time + TICK_MS, effectsAt(state.time + TICK_MS));
      }
    },
  };
}

/** Traffic a service gets, in shares of the usual: what fails upstream does not arrive downstream. */
function arriving(effects: readonly Effect[]): number[] {
  const front = effects[FRONTEND].traffic;
  const checkout = front * effects[CHECKOUT].traffic;
  const shares = SERVICES.map((_, i) => (i === FRONTEND ? front : front * effects[i].traffic));
  shares[PAYMENTS] = checkout * effects[PAYMENTS].traffic;
  shares[DB] = 0.5 * shares[CATALOGUE] + 0.3 * shares[CART] + 0.2 * checkout;
  return shares;
}

/** Median reply times: slower when busy, and when what they wait for is slow. */
function medians(seed: number, time: number, loads: readonly number[], effects: readonly Effect[]): number[] {
  const own = WEB_SERVICES.map((service, i) => {
    const noise =
      0.035 * smoothNoise(seed, 200 + i, time, 12 * MINUTE) + 0.02 * smoothNoise(seed, 220 + i, time, 2 * MINUTE);
    return service.latency * (1 + 0.5 * Math.min(1, loads[i]) ** 2) * Math.exp(noise);
  });
  const extra = own.map((median, i) => median * (effects[i].latency - 1));
  const total = own.map((median, i) => median + extra[i]);
  total[CHECKOUT] += 0.25 * extra[PAYMENTS] + 0.5 * extra[CART];
  total[FRONTEND] += 0.35 * extra[CATALOGUE] + 0.15 * extra[SEARCH];
  return total;
}

function runTick(state: ShopState, seed: number, time: number, effects: readonly Effect[]): void {
  const seconds = TICK_MS / 1000;
  const random = randomFrom(hash(seed, 301, time / TICK_MS));
  // Of its own: what settings do changes nothing else of the shop.
  const further = randomFrom(hash(seed, 302, time / TICK_MS));
  const demand = demandAt(seed, time);
  const shares = arriving(effects);
  const rates = SERVICES.map((service, i) => (i === DB ? DB_QUERIES : service.requests) * demand * shares[i]);
  const loads = SERVICES.map((service, i) => rates[i] / service.capacity);
  const replies = medians(seed, time, loads, effects);
  state.time = time;
  for (let i = 0; i < WEB_SERVICES.length; i++) {
    const service = WEB_SERVICES[i];
    const count = poisson(random, rates[i] * seconds);
    const fromBelow =
      i === CHECKOUT ? 0.3 * effects[PAYMENTS].errorShare : i === FRONTEND ? 0.1 * effects[CHECKOUT].errorShare : 0;
    const failing = binomial(random, count, Math.min(0.95, service.errorShare + effects[i].errorShare + fromBelow));
    state.succeeded[i] += count - failing;
    state.failed[i] += failing;
    const reply = { median: replies[i], spread: service.spread };
    state.replySeconds[i] += observeReplies(random, count, reply, state.buckets, i * (BUCKETS.length + 1));
    state.inFlight[i] = poisson(random, rates[i] * meanReply(replies[i], service.spread));
    if (i === CHECKOUT) {
      state.orders += binomial(random, count - failing, 0.82);
    } else if (i === CATALOGUE) {
      const others = 0.02 * (1 - Math.min(1, loads[i])) + effects[i].misses;
      const usual = binomial(random, count, Math.min(0.95, USUAL_MISS_SHARE + others));
      const share = missShare(state.settings);
      const misses = share === USUAL_MISS_SHARE ? usual : binomial(further, count, Math.min(0.95, share + others));
      state.cacheMisses += misses;
      state.cacheHits += count - misses;
    } else if (i === PAYMENTS) {
      state.workerWait += count * workerWait(state.settings, rates[i], meanReply(replies[i], service.spread));
    } else if (i === CART) {
      state.dropped += binomial(further, count, droppedShare(state.settings, loads[i]));
    }
  }
  for (let i = 0; i < SERVICES.length; i++) {
    const service = SERVICES[i];
    const noise = Math.exp(
      0.03 * smoothNoise(seed, 240 + i, time, 5 * MINUTE) + 0.02 * smoothNoise(seed, 260 + i, time, MINUTE)
    );
    const cores = (service.cpuIdle + service.cpuPerRequest * rates[i]) * noise + effects[i].cpu;
    state.cpuSeconds[i] += Math.min(cores, CORES[i]) * seconds;
    const memory = memoryAt(seed, time, i, demand * shares[i]) + effects[i].memory;
    state.memory[i] = i === SEARCH ? Math.min(memory, state.settings.memory_limit_bytes) : memory;
  }
  state.queries += poisson(random, rates[DB] * seconds);
  const busy = 0.06 * rates[DB] + 25 * Math.max(0, loads[DB] - 0.7) + 0.25 * state.inFlight[CHECKOUT];
  state.connections = 12 + Math.round(busy + 1.5 * smoothNoise(seed, 281, time, 6 * MINUTE));
  const waiting =
    rates[CHECKOUT] * (0.25 + 1.5 * loads[CHECKOUT] ** 2) * (replies[PAYMENTS] / WEB_SERVICES[PAYMENTS].latency);
  state.queue = poisson(random, waiting);
}

/** Memory follows demand slowly, with a saw tooth of garbage collection on top. */
function memoryAt(seed: number, time: number, i: number, demand: number): number {
  const service = SERVICES[i];
  const period = (7 + 1.3 * i) * MINUTE;
  const phase = time / period + 0.15 * smoothNoise(seed, 320 + i, time, 60 * MINUTE);
  const sawtooth = 4 * MB * (phase - Math.floor(phase));
  const drift = 0.006 * service.memoryIdle * smoothNoise(seed, 340 + i, time, 90 * MINUTE);
  return Math.round((service.memoryIdle + service.memoryAtFullDemand * demand + drift + sawtooth) / 4096) * 4096;
}
