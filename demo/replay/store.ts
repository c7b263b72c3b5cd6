import { NightjarError } from '../../backend/errors.ts';
import type { Labels } from '../../backend/series/series.ts';
import { SCRAPE_LABELS, SCRAPE_MS, sampleTimes } from '../history/open-metrics.ts';
import { FAMILIES } from '../shop/families.ts';
import type { Reader } from '../shop/read-samples.ts';
import type { LabelMatcher } from './parse.ts';

/** Samples of one series, one every scrape interval from the store's start on. */
export interface StoredSeries {
  readonly labels: Labels;
  values: Float64Array;
}

/** The shop's samples in memory, as Prometheus would have scraped them. */
export interface SampleStore {
  /** Time of the first sample, ms. */
  readonly start: number;
  /** Samples of each series so far. */
  length: number;
  readonly series: readonly StoredSeries[];
  /** Adds what the shop exported since the last sample, up to `time`. */
  extend(time: number): void;
}

/** A store of everything from `from` to `to` (ms) that goes on when extended. `read` is only read by the store. */
export function openStore(read: Reader, from: number, to: number): SampleStore {
  const labels = FAMILIES.flatMap((family) =>
    family.samples.map((sample): Labels => ({
      __name__: `${family.name}${sample.suffix}`,
      ...sample.labels,
      ...SCRAPE_LABELS,
    }))
  );
  const capacity = Math.max(1024, Math.ceil((to - from) / SCRAPE_MS) + 1024);
  const series = labels.map((own): StoredSeries => ({ labels: own, values: new Float64Array(capacity) }));
  const start = sampleTimes(from, Number.POSITIVE_INFINITY).next().value ?? from;
  const store: SampleStore = {
    start,
    length: 0,
    series,
    extend(time) {
      for (const at of sampleTimes(start + store.length * SCRAPE_MS, time + 1)) {
        const values = read(at);
        for (let i = 0; i < series.length; i++) {
          if (store.length === series[i].values.length) {
            const larger = new Float64Array(2 * store.length);
            larger.set(series[i].values);
            series[i].values = larger;
          }
          series[i].values[store.length] = values[i];
        }
        store.length += 1;
      }
    },
  };
  store.extend(to);
  return store;
}

/** The series that all matchers fit. Regular expressions are anchored, as in Prometheus. */
export function selectSeries(store: SampleStore, matchers: readonly LabelMatcher[]): StoredSeries[] {
  const tests = matchers.map(({ label, op, value }) => {
    const fits = op.endsWith('~') ? anchored(value) : (text: string) => text === value;
    return (labels: Labels) => fits(labels[label] ?? '') !== op.startsWith('!');
  });
  return store.series.filter(({ labels }) => tests.every((test) => test(labels)));
}

function anchored(pattern: string): (text: string) => boolean {
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (text) => expression.test(text);
  } catch (error) {
    throw new NightjarError('bad-query', `'${pattern}' is not a regular expression.`, { cause: error });
  }
}
