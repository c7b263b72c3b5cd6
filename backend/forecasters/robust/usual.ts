import { sortedMedian } from '../../features/order-statistics.ts';

/** What is usual at the point `index` as seen `ago` cycles before it: its place in the newest `most` cycles known then. NaN where there is none. */
export type Usual = (index: number, ago: number) => number;

/** Medians of the same place in several cycles of `values`, each reckoned once. */
export function usualOf(values: Float64Array, period: number, most: number): Usual {
  const known: Float64Array[] = [];
  const places = new Float64Array(most);
  return (index, ago) => {
    const own = (known[ago] ??= new Float64Array(values.length + ago * period).fill(Number.NaN));
    if (Number.isNaN(own[index])) {
      let count = 0;
      for (let at = index - ago * period; at >= 0 && count < most; at -= period) {
        places[count++] = values[at];
      }
      if (count > 0) {
        own[index] = sortedMedian(places.subarray(0, count).sort(), count);
      }
    }
    return own[index];
  };
}
