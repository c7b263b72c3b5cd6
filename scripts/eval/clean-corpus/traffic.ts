import type { CleanSeries } from './family.ts';
import { DAY_POINTS, drifting, each, switching, wavy } from './shapes.ts';

/** What passes through a service: requests, bytes, errors. */
export const TRAFFIC: Readonly<Record<string, CleanSeries>> = {
  'requests, white noise': (random, n) => wavy(random, n, (wave) => 100 + 80 * wave + 4 * random.normal()),
  'requests, counted': (random, n) => wavy(random, n, (wave) => random.poisson(600 + 2400 * wave) / 60),
  'requests, few': (random, n) => wavy(random, n, (wave) => random.poisson(2 + 8 * wave) / 60),
  'requests, noise in proportion': (random, n) =>
    wavy(random, n, (wave) => (20 + 200 * wave) * Math.exp(0.08 * random.normal())),
  'requests, two peaks': (random, n) => {
    const noise = drifting(random, 10);
    return each(n, (minute) => {
      const angle = (2 * Math.PI * minute) / DAY_POINTS;
      return 300 - 120 * Math.cos(angle) - 70 * Math.cos(2 * angle) + 12 * noise() + 6 * random.normal();
    });
  },
  'requests, bursty': (random, n) => {
    const burst = switching(random, 6, 180);
    return wavy(random, n, (wave) => random.poisson((300 + 900 * wave) * (1 + 0.8 * burst())) / 60);
  },
  'bytes, drifting in proportion': (random, n) => {
    const drift = drifting(random, 45);
    return wavy(random, n, (wave) => 2e6 * (0.3 + wave) * Math.exp(0.12 * drift() + 0.05 * random.normal()));
  },
  'errors, rare': (random, n) => each(n, () => random.poisson(0.02) / 60),
  'errors, some': (random, n) => wavy(random, n, (wave) => random.poisson(0.3 + 0.7 * wave) / 60),
  'business hours': (random, n) =>
    each(n, (minute) => {
      const hour = (minute % DAY_POINTS) / 60;
      const open = Math.floor(minute / DAY_POINTS) % 7 < 5 && hour >= 8 && hour < 18;
      return (open ? 60 : 10) + 2 * random.normal();
    }),
};
