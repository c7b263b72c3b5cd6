import type { Random } from '../random.ts';

export const DAY_POINTS = 1440;

/** A working day's rhythm between 0 and 1, with a weekend of `weekend` times its height; `minute` counts from Monday 00:00. */
export function rhythm(minute: number, phase: number, weekend: number): number {
  const angle = (2 * Math.PI * (minute - phase)) / DAY_POINTS;
  const wave = 0.5 - 0.4 * Math.cos(angle) - 0.1 * Math.cos(2 * angle + 1);
  return wave * (1 - (1 - weekend) * weekendShare(minute / DAY_POINTS));
}

/** 1 on Saturday and Sunday, 0 on working days, with six hours of passage around the midnights between. */
function weekendShare(day: number): number {
  const passage = (midnight: number): number => Math.max(0, Math.min(1, 0.5 + 4 * ((day % 7) - midnight)));
  return passage(5) * (1 - passage(7)) + (1 - passage(0));
}

/** One value a minute, from minute 0 on. */
export function each(n: number, at: (minute: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, minute) => at(minute));
}

/** Rhythm of random phase and weekend; noise as given, on top or in proportion. */
export function wavy(random: Random, n: number, at: (wave: number, minute: number) => number): Float64Array {
  const phase = 120 + 240 * random.uniform();
  const weekend = 0.4 + 0.6 * random.uniform();
  return each(n, (minute) => at(rhythm(minute, phase, weekend), minute));
}

/** Autoregressive noise of standard deviation 1 and a memory of `memory` points. */
export function drifting(random: Random, memory: number): () => number {
  const keep = Math.exp(-1 / memory);
  const fresh = Math.sqrt(1 - keep * keep);
  let state = random.normal();
  return () => (state = keep * state + fresh * random.normal());
}

/** A switch that is on for `on` points at a time and off for `off`, both on average and without memory: 1 while on, else 0. */
export function switching(random: Random, on: number, off: number): () => number {
  let state = random.uniform() < on / (on + off) ? 1 : 0;
  return () => {
    if (random.uniform() < 1 / (state === 1 ? on : off)) {
      state = 1 - state;
    }
    return state;
  };
}
