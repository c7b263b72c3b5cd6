import type { AlignedData } from 'uplot';
import type { Line, ShownForecast } from '../model/shown-forecast.ts';

/** Columns a forecast has in the chart, in this order: what was, then what is expected. */
export const COLUMNS = ['history', 'mean'] as const;

/** What the chart draws and the pointer finds: every column on the union of all times. */
export interface PlotData {
  readonly times: readonly number[];
  readonly aligned: AlignedData;
}

/**
 * Puts histories and means on one time axis: undefined at times of other lines within a line, null where its value is missing and before and after it, since the
 * pointer would else be led from the forecast back to the last value of the history.
 */
export function plotDataOf(forecasts: readonly ShownForecast[]): PlotData {
  const lines = forecasts.flatMap((forecast) => COLUMNS.map((name) => forecast[name]));
  const times = [...new Set(lines.flatMap((line) => [...line.times]))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((time, place) => [time, place]));
  const columns = lines.map((line) => spread(line, placeOf, times.length));
  return { times, aligned: [times, ...columns] as AlignedData };
}

function spread({ times, values }: Line, placeOf: ReadonlyMap<number, number>, length: number) {
  const column = new Array<number | null | undefined>(length).fill(null);
  const [first, last] = [times[0], times[times.length - 1]].map((time) => placeOf.get(time) ?? 0);
  column.fill(undefined, first, times.length === 0 ? first : last);
  times.forEach((time, index) => {
    const value = values[index];
    column[placeOf.get(time) ?? 0] = Number.isNaN(value) ? null : value;
  });
  return column;
}

/** Index of the forecast that series `index` (from 1) of the chart belongs to. */
export function forecastOfSeries(index: number): number {
  return Math.floor((index - 1) / COLUMNS.length);
}

/** A line's value at a time: that of its last point at or before it, no further back than `reach` ms; null without. */
export function valueAt({ times, values }: Line, time: number, reach: number): number | null {
  let low = 0;
  let high = times.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  const value = high >= 0 && time - times[high] <= reach ? values[high] : null;
  return value === null || Number.isNaN(value) ? null : value;
}
