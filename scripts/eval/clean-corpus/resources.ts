import type { CleanSeries } from './family.ts';
import { DAY_POINTS, drifting, each, rhythm, wavy } from './shapes.ts';

/** What machines and processes use: processor, memory, disk, temperature. */
export const RESOURCES: Readonly<Record<string, CleanSeries>> = {
  'cpu share, drifting': (random, n) => {
    const drift = drifting(random, 30);
    return wavy(random, n, (wave) =>
      Math.min(1, Math.max(0, 0.15 + 0.4 * wave + 0.03 * drift() + 0.02 * random.normal()))
    );
  },
  'cpu per cent, rounded': (random, n) => {
    const drift = drifting(random, 15);
    return wavy(random, n, (wave) =>
      Math.min(100, Math.max(0, Math.round(20 + 30 * wave + 2 * drift() + random.normal())))
    );
  },
  'memory, saw-tooth': (random, n) => {
    let heap = random.uniform();
    return each(n, () => {
      heap = heap > 0.9 + 0.1 * random.uniform() ? 0.05 : heap + 0.02 * random.uniform();
      return 3e8 + 2e8 * heap;
    });
  },
  'memory, saw-tooth under load': (random, n) => {
    const phase = 240 * random.uniform();
    let heap = random.uniform();
    return each(n, (minute) => {
      const load = 0.2 + rhythm(minute, phase, 0.6);
      heap = heap > 0.85 + 0.1 * random.uniform() ? 0.1 * random.uniform() : heap + 0.03 * load * random.uniform();
      return 1e9 + 6e8 * heap;
    });
  },
  'memory, steady': (random, n) => {
    const drift = drifting(random, 600);
    return each(n, (minute) => 5e8 + 250 * minute + 4e6 * drift() + 1e6 * random.normal());
  },
  'disk, cleaned at night': (random, n) => {
    const clean = 60 + Math.floor(120 * random.uniform());
    let used = 4e10;
    return each(n, (minute) => {
      used = minute % DAY_POINTS === clean ? 4e10 + 2e8 * random.normal() : used + random.gamma2(4e6);
      return used;
    });
  },
  temperature: (random, n) => {
    const drift = drifting(random, 120);
    return each(
      n,
      (minute) => 42 + 4 * Math.sin((2 * Math.PI * minute) / DAY_POINTS) + 1.2 * drift() + 0.2 * random.normal()
    );
  },
  'nightly job': (random, n) =>
    each(n, (minute) => {
      const since = (minute % DAY_POINTS) - 120;
      return (since >= 0 && since < 25 ? 80 + 5 * random.normal() : 20) + 1.5 * random.normal();
    }),
  'hourly job': (random, n) => {
    let length = 4;
    return each(n, (minute) => {
      const since = minute % 60;
      length = since === 0 ? 3 + Math.floor(3 * random.uniform()) : length;
      return 12 + (since < length ? 30 + 3 * random.normal() : 0) + random.normal();
    });
  },
};
