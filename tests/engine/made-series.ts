import type { FakeSeries } from './fake-prometheus.ts';

export const DAY = 86_400_000;
export const MINUTE = 60_000;

/** A fixed Monday, 00:00 UTC. */
export const MONDAY = Date.UTC(2026, 0, 5);

/** 0..1, always the same for the same instant and seed. */
export function noise(ms: number, seed: number): number {
  let x = Math.imul((ms / 1000) ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** A series with daily rhythm and noise; `extra` adds to its value. */
export function daily(name: string, seed = 1, extra: (ms: number) => number = () => 0): FakeSeries {
  return {
    labels: { __name__: 'requests', service: name },
    at: (ms) => 100 + seed * 10 + 30 * Math.sin((2 * Math.PI * ms) / DAY) + 4 * noise(ms, seed) + extra(ms),
  };
}

/** A series that has values only then. */
export function only(series: FakeSeries, when: (ms: number) => boolean): FakeSeries {
  return { labels: series.labels, at: (ms) => (when(ms) ? series.at(ms) : null) };
}
