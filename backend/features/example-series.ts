import type { Series } from '../series/series.ts';
import { seededRandom } from './random.ts';

/** Monday, 00:00 UTC. */
const START = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** Robust standard deviation of the noise of an example series. */
export const EXAMPLE_NOISE = 4;

/**
 * A made-up metric for trials and exports: a daily rhythm around 100 to 120 that is a fifth lower on weekends, with noise that remembers half of
 * its last value. Equal arguments give an equal series; `step` in ms.
 */
export function exampleSeries(name: string, days: number, step: number, seed: number): Series {
  const random = seededRandom(seed, 1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const phase = 2 * Math.PI * random();
  const count = Math.round((days * DAY_MS) / step);
  const times = Float64Array.from({ length: count }, (_, i) => START + i * step);
  let noise = 0;
  const values = times.map((time) => {
    noise = 0.5 * noise + Math.sqrt(0.75) * normal();
    const day = Math.floor(time / DAY_MS) % 7;
    const isWeekend = day === 2 || day === 3;
    const rhythm = 110 + 25 * Math.sin((2 * Math.PI * (time % DAY_MS)) / DAY_MS + phase);
    return rhythm * (isWeekend ? 0.8 : 1) + EXAMPLE_NOISE * noise;
  });
  return { labels: { __name__: name }, times, values };
}
