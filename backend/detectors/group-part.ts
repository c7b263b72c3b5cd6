import { partOfSeries } from '../series/slice.ts';
import type { SeriesGroup } from './detector.ts';

/** Points `from` to `to` (exclusive) of every series of a group, as views on the same memory. */
export function partOfGroup({ step, series }: SeriesGroup, from: number, to: number): SeriesGroup {
  return { step, series: series.map((one) => partOfSeries(one, from, to)) };
}
