import type { Labels, Series } from '../series/series.ts';
import type { SeriesSource } from '../sources/source.ts';

/** A source for tests: what each expression gives at a time (ms); expressions it does not know have no series. */
export function exampleSource(
  answers: Readonly<Record<string, readonly { readonly labels: Labels; at(time: number): number }[]>>
): SeriesSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    identity: 'example',
    asked,
    async queryRange({ expr, start, end, step }) {
      asked.push(expr);
      const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
      const series = (answers[expr] ?? []).map(({ labels, at }) => ({
        labels,
        times,
        values: times.map((t) => at(t)),
      }));
      // As Prometheus: a series without any sample is none.
      return { series: series.filter(({ values }) => values.some((value) => !Number.isNaN(value))), warnings: [] };
    },
  };
}

/** A series for tests, a value a step. */
export function exampleSeries(values: ArrayLike<number>, step = 60_000, labels: Labels = { service: 'cart' }): Series {
  const times = Float64Array.from({ length: values.length }, (_, i) => i * step);
  return { labels, times, values: Float64Array.from(values) };
}
