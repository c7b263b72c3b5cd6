import type { Series } from '../../series/series.ts';
import type { SeriesSource } from '../../sources/source.ts';

/** Reads series that are at hand: an expression gives those whose metric it names. */
export function sourceOf(series: readonly Series[]): SeriesSource {
  return {
    identity: 'workflow',
    queryRange: ({ expr, start, end, step }) => {
      const names = new Set(expr.match(/[a-zA-Z_:][\w:]*/g));
      const found = series.filter(({ labels }) => names.has(labels.__name__));
      const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
      return Promise.resolve({
        series: found.map((one) => ({ labels: one.labels, times, values: times.map((time) => valueAt(one, time)) })),
        warnings: [],
      });
    },
  };
}

/** As Prometheus: the last value, of the last five minutes. */
function valueAt({ times, values }: Series, time: number): number {
  const at = times.findLastIndex((one) => one <= time && one > time - 300_000);
  return at < 0 ? Number.NaN : values[at];
}
