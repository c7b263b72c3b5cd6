import { seededRandom } from '../../features/random.ts';
import type { Labels, Series } from '../../series/series.ts';

export const POINTS = 100;
/** Points that models are trained on; nothing is wrong among them. */
export const TRAINED = 70;
export const STEP = 60_000;
/** A Monday at noon, so that the demonstration is the same whenever it runs. */
const START = Date.UTC(2026, 0, 5, 12);
const MEBIBYTE = 2 ** 20;

/** What is wrong with a series from one point on, until the end or for some points. */
interface Trouble {
  readonly from: number;
  readonly points: number;
  /** Times the usual value. */
  readonly times: number;
}

interface Demonstrated {
  readonly labels: Labels;
  readonly usual: number;
  /** Standard deviation of its noise, as a share of the usual value. */
  readonly noise: number;
  readonly trouble?: Trouble;
}

function latency(service: string, usual: number, trouble?: Trouble): Demonstrated {
  return { labels: { __name__: 'request_duration_seconds', service, namespace: 'shop' }, usual, noise: 0.04, trouble };
}

/**
 * The memory of the carts' Redis comes near its limit, Redis answers late, and so do those that wait for it; meanwhile a report has trouble of its own, with
 * memory to spare.
 */
const SHOWN: readonly Demonstrated[] = [
  {
    labels: { __name__: 'process_resident_memory_bytes', service: 'redis-cart', namespace: 'shop' },
    usual: 215 * MEBIBYTE,
    noise: 0.004,
    trouble: { from: 74, points: 26, times: 1.14 },
  },
  latency('redis-cart', 0.002, { from: 76, points: 24, times: 6 }),
  latency('cartservice', 0.03, { from: 77, points: 23, times: 3 }),
  latency('checkoutservice', 0.08, { from: 78, points: 22, times: 2.4 }),
  latency('frontend', 0.15, { from: 79, points: 21, times: 2 }),
  latency('adservice', 0.02),
  {
    labels: { __name__: 'report_duration_seconds', service: 'nightly-reports', namespace: 'office' },
    usual: 40,
    noise: 0.03,
    trouble: { from: 88, points: 5, times: 1.9 },
  },
  {
    labels: { __name__: 'process_resident_memory_bytes', service: 'nightly-reports', namespace: 'office' },
    usual: 90 * MEBIBYTE,
    noise: 0.01,
  },
];

const LIMITS: readonly Pick<Demonstrated, 'labels' | 'usual'>[] = [
  {
    labels: { __name__: 'container_memory_limit_bytes', service: 'redis-cart', namespace: 'shop' },
    usual: 256 * MEBIBYTE,
  },
  {
    labels: { __name__: 'container_memory_limit_bytes', service: 'nightly-reports', namespace: 'office' },
    usual: 512 * MEBIBYTE,
  },
];

/** Who calls whom: caller, called. */
export const DEMO_CALLS: readonly (readonly [string, string])[] = [
  ['frontend', 'checkoutservice'],
  ['frontend', 'cartservice'],
  ['frontend', 'adservice'],
  ['checkoutservice', 'cartservice'],
  ['cartservice', 'redis-cart'],
];

/** The series that are watched, and those of limits that recommendations look at; 100 points each, a minute apart. */
export function demoSeries(seed: number): { readonly watched: Series[]; readonly limits: Series[] } {
  const times = Float64Array.from({ length: POINTS }, (_, i) => START + i * STEP);
  const watched = SHOWN.map(({ labels, usual, noise, trouble }, stream): Series => {
    const random = seededRandom(seed, stream);
    const values = Float64Array.from({ length: POINTS }, (_, i) => {
      const isIn = trouble !== undefined && i >= trouble.from && i < trouble.from + trouble.points;
      return usual * (isIn ? trouble.times : 1) * (1 + noise * gaussian(random));
    });
    return { labels, times, values };
  });
  const limits = LIMITS.map(({ labels, usual }): Series => ({
    labels,
    times,
    values: new Float64Array(POINTS).fill(usual),
  }));
  return { watched, limits };
}

/** Box and Muller's transform of two uniform numbers. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
