import type { CleanSeries } from './family.ts';
import { drifting, each, switching, wavy } from './shapes.ts';

/** How long things take and how many wait: latencies, queues, pools, pauses. */
export const WAITS: Readonly<Record<string, CleanSeries>> = {
  'latency, skewed': (random, n) => wavy(random, n, (wave) => 0.08 + 0.06 * wave + random.gamma2(0.04)),
  'latency, log-normal': (random, n) => {
    const drift = drifting(random, 20);
    return wavy(random, n, (wave) => 0.1 * (1 + wave) * Math.exp(0.15 * drift() + 0.15 * random.normal()));
  },
  'latency, slowest': (random, n) =>
    wavy(random, n, (wave) => 0.4 * (1 + 0.5 * wave) * Math.exp(0.45 * random.normal())),
  'heavy-tailed': (random, n) => wavy(random, n, (wave) => 50 + 20 * wave + 3 * random.heavyTailed()),
  'queue, slow wander': (random, n) => {
    const drift = drifting(random, 240);
    return each(n, () => Math.max(0, 40 + 12 * drift() + 2 * random.normal()));
  },
  'connections, whole numbers': (random, n) => {
    const drift = drifting(random, 25);
    return wavy(random, n, (wave) => Math.max(0, Math.round(30 + 20 * wave + 4 * drift() + random.normal())));
  },
  'pauses, sparse': (random, n) => each(n, () => (random.uniform() < 0.04 ? 0.05 + random.gamma2(0.08) : 0)),
  'noise within bounds': (random, n) => each(n, () => 10 + random.uniform()),
  'two modes': (random, n) => {
    const mode = switching(random, 90, 240);
    return each(n, () => 20 + 25 * mode() + random.normal());
  },
  'replicas, few steps': (random, n) => {
    let count = 4;
    return each(n, () => {
      if (random.uniform() < 1 / 200) {
        count = Math.min(6, Math.max(3, count + (random.uniform() < 0.5 ? -1 : 1)));
      }
      return count;
    });
  },
  constant: (_random, n) => each(n, () => 3),
};
