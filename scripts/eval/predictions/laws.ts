import type { Random } from '../random.ts';

/** A course that goes on from wherever it stands: `next` gives its next value and moves on, `copy` begins another one from here. */
export interface Walk {
  next(random: Random): number;
  copy(): Walk;
}

/** A kind of series whose law is known: each draw has parameters of its own. */
export interface Law {
  readonly name: string;
  /** Whether it can be turned upside down. */
  readonly mirrors: boolean;
  /** `horizon`: steps over which its drift takes it well past what its noise does. */
  draw(random: Random, horizon: number): Walk;
}

const DAY = 24;

/** Noise that keeps the share `phi` of its last value. */
function noiseOf(phi: number, sigma: number): { next(random: Random, last: number): number } {
  return { next: (random, last) => phi * last + sigma * random.normal() };
}

function randomWalk(random: Random, horizon: number): Walk {
  const sigma = Math.exp(random.normal());
  const drift = (sigma * (2 + 3 * random.uniform())) / Math.sqrt(horizon);
  const from = (value: number): Walk => {
    let at = value;
    return { next: (draws) => (at += drift + sigma * draws.normal()), copy: () => from(at) };
  };
  return from(100 * random.uniform());
}

/** A straight line, a daily rhythm of a height relative to the noise, and noise. */
function lineOf(random: Random, horizon: number, rhythm: number, mostPhi: number): Walk {
  const sigma = Math.exp(random.normal());
  const phi = mostPhi * random.uniform();
  const slope = (sigma * (4 + 8 * random.uniform())) / horizon;
  const phase = 2 * Math.PI * random.uniform();
  const level = 100 * random.uniform();
  const noise = noiseOf(phi, sigma * Math.sqrt(1 - phi * phi));
  const from = (start: number, begun: number): Walk => {
    let [step, rest] = [start, begun];
    return {
      next(draws) {
        rest = noise.next(draws, rest);
        return level + slope * step + rhythm * sigma * Math.sin(phase + (2 * Math.PI * step++) / DAY) + rest;
      },
      copy: () => from(step, rest),
    };
  };
  return from(0, sigma * random.normal());
}

/** An autoregression of second order around a level, its roots real. */
function autoregression(random: Random): Walk {
  const sigma = Math.exp(random.normal());
  const [a, b] = [0.5 + 0.45 * random.uniform(), 0.5 * random.uniform()];
  const level = 100 * random.uniform();
  const from = (first: number, second: number): Walk => {
    let [last, before] = [first, second];
    return {
      next(draws) {
        [last, before] = [(a + b) * last - a * b * before + sigma * draws.normal(), last];
        return level + last;
      },
      copy: () => from(last, before),
    };
  };
  return from(0, 0);
}

/** Bytes on a disk: what is written each step is gamma distributed, more by day than by night. */
function fillingDisk(random: Random): Walk {
  const rate = 1e6 * Math.exp(random.normal());
  const rhythm = 0.8 * random.uniform();
  const phase = 2 * Math.PI * random.uniform();
  const from = (start: number, used: number): Walk => {
    let [step, at] = [start, used];
    return {
      next: (draws) => (at += draws.gamma2(rate * (1 + rhythm * Math.sin(phase + (2 * Math.PI * step++) / DAY)))),
      copy: () => from(step, at),
    };
  };
  return from(0, 1e9 * random.uniform());
}

export const LAWS: readonly Law[] = [
  { name: 'random walk with drift', mirrors: true, draw: randomWalk },
  { name: 'trend and noise', mirrors: true, draw: (random, horizon) => lineOf(random, horizon, 0, 0.8) },
  { name: 'season, trend and noise', mirrors: true, draw: (random, horizon) => lineOf(random, horizon, 3, 0.6) },
  { name: 'autoregression', mirrors: true, draw: autoregression },
  { name: 'filling disk', mirrors: false, draw: fillingDisk },
];
