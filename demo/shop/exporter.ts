import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { FAMILIES } from './families.ts';
import type { Family } from './families.ts';
import type { Reader } from './read-samples.ts';

/** A histogram whose buckets the simulation counts; prom-client's own can only be filled one observation at a time. */
class CountedHistogram extends Histogram<string> {
  private readonly family: Family;
  private readonly valueAt: (index: number) => number;

  constructor(registry: Registry, family: Family, valueAt: (index: number) => number) {
    super({ name: family.name, help: family.help, labelNames: labelNames(family), registers: [registry] });
    this.family = family;
    this.valueAt = valueAt;
  }

  /** What prom-client's registry asks for: its own version gives the observations that this histogram never made. */
  async getForPromString(): Promise<object> {
    const { name, help, samples } = this.family;
    const values = samples.map(({ suffix, labels }, i) => ({
      metricName: `${name}${suffix}`,
      labels,
      value: this.valueAt(i),
    }));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }
}

function labelNames(family: Family): string[] {
  return [...new Set(family.samples.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => name !== 'le');
}

/** The shop's metrics as a prom-client registry, read at the time `clock` gives (ms) whenever they are collected. */
export function exporterOf(read: Reader, clock: () => number): Registry {
  const registry = new Registry();
  let values = read(clock());
  let latest = clock();
  let offset = 0;
  const refresh = (): void => {
    // A clock that is set back must not ask the shop for its past.
    latest = Math.max(latest, clock());
    values = read(latest);
  };
  for (const [index, family] of FAMILIES.entries()) {
    const first = offset;
    offset += family.samples.length;
    // One instant a scrape: the first family refreshes the values, the others show them.
    const collect = (fill: () => void) => () => {
      if (index === 0) {
        refresh();
      }
      fill();
    };
    const options = { name: family.name, help: family.help, labelNames: labelNames(family), registers: [registry] };
    if (family.type === 'counter') {
      const counter: Counter<string> = new Counter({
        ...options,
        collect: collect(() => {
          counter.reset();
          family.samples.forEach(({ labels }, i) => counter.inc(labels, values[first + i]));
        }),
      });
    } else if (family.type === 'gauge') {
      const gauge: Gauge<string> = new Gauge({
        ...options,
        collect: collect(() => family.samples.forEach(({ labels }, i) => gauge.set(labels, values[first + i]))),
      });
    } else {
      new CountedHistogram(registry, family, (i) => values[first + i]);
    }
  }
  return registry;
}
