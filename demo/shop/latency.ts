import { binomial } from './random.ts';
import { BUCKETS } from './state.ts';

/** Share of the requests that take several times as long: cold caches, garbage collection, a slow disk. */
const SLOW_SHARE = 0.02;
const SLOW_FACTOR = 3;

/** Standard normal distribution function (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
function normalCdf(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
    t *
    Math.exp((-x * x) / 2);
  return x >= 0 ? 1 - tail / 2 : tail / 2;
}

/** Mean reply time of the distribution `observeReplies` draws from. */
export function meanReply(median: number, spread: number): number {
  return median * Math.exp((spread * spread) / 2) * (1 + SLOW_SHARE * (SLOW_FACTOR - 1));
}

/**
 * Adds `count` reply times to `buckets` at `offset`: log-normal around `median` with standard deviation `spread` of the logarithm,
 * and a slow tail. Returns their sum in seconds.
 */
export function observeReplies(
  random: () => number,
  count: number,
  reply: { readonly median: number; readonly spread: number },
  buckets: Float64Array,
  offset: number
): number {
  let rest = count;
  let share = 1;
  let below = 0;
  for (let i = 0; i < BUCKETS.length && rest > 0; i++) {
    const position = Math.log(BUCKETS[i] / reply.median);
    const upTo =
      (1 - SLOW_SHARE) * normalCdf(position / reply.spread) +
      SLOW_SHARE * normalCdf((position - Math.log(SLOW_FACTOR)) / reply.spread);
    const hit = binomial(random, rest, (upTo - below) / share);
    buckets[offset + i] += hit;
    rest -= hit;
    share -= upTo - below;
    below = upTo;
  }
  buckets[offset + BUCKETS.length] += rest;
  return count * meanReply(reply.median, reply.spread);
}
