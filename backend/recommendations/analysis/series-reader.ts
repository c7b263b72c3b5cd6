import { asNightjarError } from '../../errors.ts';
import type { NightjarError } from '../../errors.ts';
import type { Labels, Series } from '../../series/series.ts';
import type { SeriesSource } from '../../sources/source.ts';
import type { ComponentConfigRow } from '../../store/recommendations/recommendation-store.ts';
import { METHODS } from '../methods/index.ts';
import type { Subject } from '../methods/method.ts';
import type { SeriesRule } from '../rules/rule.ts';

/** A stretch of time on a grid, ms: instants are multiples of `step`. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Components of one rule: more are not looked at. */
const MOST_SUBJECTS = 500;

/** Reads what rules ask for; equal queries of several rules are asked once. Queries that fail are noted, and the rules that need them are left out. */
export class SeriesReader {
  readonly failures = new Map<string, NightjarError>();
  /** Queries that were answered. */
  answered = 0;
  private readonly source: SeriesSource;
  private readonly configs: readonly ComponentConfigRow[];
  private readonly signal: AbortSignal | undefined;
  private readonly asked = new Map<string, Promise<readonly Series[]>>();

  constructor(source: SeriesSource, configs: readonly ComponentConfigRow[], signal?: AbortSignal) {
    this.source = source;
    this.configs = configs;
    this.signal = signal;
  }

  /** The components that a rule is about, each with its series; none where a query has no series or fails. */
  async subjects(rule: SeriesRule, range: Range): Promise<Subject[]> {
    const [first, ...others] = await Promise.all(
      Object.entries(rule.queries).map(async ([name, expr]) => ({ name, series: await this.read(expr, range) }))
    ).then((read) => sorted(this.withConfigs(read, rule, range), rule));
    const { labels } = rule.component;
    const subjects: Subject[] = [];
    for (const one of first.series) {
      if (labels.every((label) => !one.labels[label]) || subjects.length >= MOST_SUBJECTS) {
        continue;
      }
      const series: Record<string, Series> = { [first.name]: one };
      for (const other of others) {
        const found = other.series.find((candidate) => belongs(candidate.labels, one.labels, labels));
        if (found) {
          series[other.name] = found;
        }
      }
      if (METHODS[rule.method].queries.every((name) => series[name])) {
        subjects.push({ labels: one.labels, series });
      }
    }
    return subjects;
  }

  private withConfigs(read: readonly Read[], { config, component }: SeriesRule, range: Range): Read[] {
    return read.map(({ name, series }) => ({
      name,
      series:
        config?.query === name ? [...series, ...this.given(config.names, component.labels[0], range)] : [...series],
    }));
  }

  /** Series of the values that components were given. */
  private given(names: string, label: string, { start, end, step }: Range): Series[] {
    const pattern = new RegExp(`^(?:${names})$`);
    const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
    const keys = new Set(
      this.configs.flatMap(({ component, values }) =>
        Object.keys(values)
          .filter((key) => pattern.test(key))
          .map((key) => JSON.stringify([component, key]))
      )
    );
    return [...keys].map((id) => {
      const [component, key] = JSON.parse(id) as [string, string];
      const rows = this.configs.filter((row) => row.component === component && typeof row.values[key] === 'number');
      const values = times.map((time) => {
        const value = rows.findLast(({ at }) => at <= time)?.values[key];
        return typeof value === 'number' ? value : Number.NaN;
      });
      return { labels: { __name__: key, [label]: component }, times, values };
    });
  }

  private read(expr: string, range: Range): Promise<readonly Series[]> {
    const key = JSON.stringify([expr, range]);
    const known = this.asked.get(key);
    if (known) {
      return known;
    }
    const reading = this.source
      .queryRange({ expr, ...range, signal: this.signal })
      .then(({ series }) => {
        this.answered++;
        return series;
      })
      .catch((thrown: unknown) => {
        const error = asNightjarError(thrown);
        if (error.code === 'cancelled') {
          throw error;
        }
        this.failures.set(expr, error);
        return [];
      });
    this.asked.set(key, reading);
    return reading;
  }
}

interface Read {
  readonly name: string;
  readonly series: readonly Series[];
}

/** In the order of the method's queries: the first gives the subjects, and that is the first a rule names. */
function sorted(read: readonly Read[], { queries }: SeriesRule): Read[] {
  const names = Object.keys(queries);
  return [...read].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

/** Whether a series is of the same component: equal in the labels that name it, where it has them. */
function belongs(labels: Labels, subject: Labels, names: readonly string[]): boolean {
  return names.every((name) => !labels[name] || labels[name] === subject[name]);
}
