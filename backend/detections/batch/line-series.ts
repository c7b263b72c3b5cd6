import type { SeriesGroup } from '../../detectors/detector.ts';
import type { Labels, Series } from '../../series/series.ts';
import { gridOf, toGrid } from './grid.ts';
import type { BatchLine } from './line.ts';

/** The labels of a line's column: its name, where it has one. */
export function columnLabels(name: string): Labels {
  return name === '' ? {} : { __name__: name };
}

/** The first `points` points of a line's columns on its grid (grid.ts). Throws `bad-request` naming the line. */
export function lineSeries(line: BatchLine, number: number, points = line.times.length): SeriesGroup {
  const grid = gridOf(line.times.subarray(0, points), points, number);
  const series = [...line.columns].map(([name, values]): Series => ({
    labels: columnLabels(name),
    times: grid.times,
    values: toGrid(grid, values.subarray(0, points)),
  }));
  return { step: grid.step, series };
}
