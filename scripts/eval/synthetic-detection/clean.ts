import type { Random } from './random.ts';

export const DAY_POINTS = 1440;

/** Makes `n` points at one minute, from Monday 00:00 on, of a series in which nothing is wrong. */
export type CleanSeries = (random: Random, n: number) => Float64Array;

/** A working day's rhythm between 0 and 1, with a weekend of `weekend` times its height; `minute` counts from Monday 00:00. */
function rhythm(minute: number, phase: number, weekend: number): number {
  const angle = (2 * Math.PI * (minute - phase)) / DAY_POINTS;
  const wave = 0.5 - 0.4 * Math.cos(angle) - 0.1 * Math.cos(2 * angle + 1);
  return wave * (1 - (1 - weekend) * weekendShare(minute / DAY_POINTS));
}

/** 1 on Saturday and Sunday, 0 on working days, with six hours of passage around the midnights between. */
function weekendShare(day: number): number {
  const passage = (midnight: number): number => Math.max(0, Math.min(1, 0.5 + 4 * ((day % 7) - midnight)));
  return passage(5) * (1 - passage(7)) + (1 - passage(0));
}

function each(n: number, at: (minute: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, minute) => at(minute));
}

/** Rhythm of random phase and weekend; noise as given, on top or in proportion. */
function wavy(random: Random, n: number, at: (wave: number, minute: number) => number): Float64Array {
  const phase = 120 + 240 * random.uniform();
  const weekend = 0.4 + 0.6 * random.uniform();
  return each(n, (minute) => at(rhythm(minute, phase, weekend), minute));
}

/** Autoregressive noise of standard deviation 1 and a memory of `memory` points. */
function drifting(random: Random, memory: number): () => number {
  const keep = Math.exp(-1 / memory);
  const fresh = Math.sqrt(1 - keep * keep);
  let state = random.normal();
  return () => (state = keep * state + fresh * random.normal());
}

/** What ordinary server metrics look like when nothing is wrong, by kind. */
export const CLEAN: Readonly<Record<string, CleanSeries>> = {
  'requests, white noise': (random, n) => wavy(random, n, (wave) => 100 + 80 * wave + 4 * random.normal()),
  'requests, counted': (random, n) => wavy(random, n, (wave) => random.poisson(600 + 2400 * wave) / 60),
  'requests, few': (random, n) => wavy(random, n, (wave) => random.poisson(2 + 8 * wave) / 60),
  'requests, noise in proportion': (random, n) =>
    wavy(random, n, (wave) => (20 + 200 * wave) * Math.exp(0.08 * random.normal())),
  'cpu share, drifting': (random, n) => {
    const drift = drifting(random, 30);
    return wavy(random, n, (wave) =>
      Math.min(1, Math.max(0, 0.15 + 0.4 * wave + 0.03 * drift() + 0.02 * random.normal()))
    );
  },
  'latency, skewed': (random, n) => wavy(random, n, (wave) => 0.08 + 0.06 * wave + random.gamma2(0.04)),
  'latency, log-normal': (random, n) => {
    const drift = drifting(random, 20);
    return wavy(random, n, (wave) => 0.1 * (1 + wave) * Math.exp(0.15 * drift() + 0.15 * random.normal()));
  },
  'heavy-tailed': (random, n) => wavy(random, n, (wave) => 50 + 20 * wave + 3 * random.heavyTailed()),
  'errors, rare': (random, n) => each(n, () => random.poisson(0.02) / 60),
  'errors, some': (random, n) => wavy(random, n, (wave) => random.poisson(0.3 + 0.7 * wave) / 60),
  'queue, slow wander': (random, n) => {
    const drift = drifting(random, 240);
    return each(n, () => Math.max(0, 40 + 12 * drift() + 2 * random.normal()));
  },
  'memory, saw-tooth': (random, n) => {
    let heap = random.uniform();
    return each(n, () => {
      heap = heap > 0.9 + 0.1 * random.uniform() ? 0.05 : heap + 0.02 * random.uniform();
      return 3e8 + 2e8 * heap;
    });
  },
  'memory, steady': (random, n) => {
    const drift = drifting(random, 600);
    return each(n, (minute) => 5e8 + 1e3 * minute + 4e6 * drift() + 1e6 * random.normal());
  },
  'business hours': (random, n) =>
    each(n, (minute) => {
      const hour = (minute % DAY_POINTS) / 60;
      const open = Math.floor(minute / DAY_POINTS) % 7 < 5 && hour >= 8 && hour < 18;
      return (open ? 60 : 10) + 2 * random.normal();
    }),
  'nightly job': (random, n) =>
    each(n, (minute) => {
      const since = (minute % DAY_POINTS) - 120;
      return (since >= 0 && since < 25 ? 80 + 5 * random.normal() : 20) + 1.5 * random.normal();
    }),
  constant: (_random, n) => each(n, () => 3),
};
