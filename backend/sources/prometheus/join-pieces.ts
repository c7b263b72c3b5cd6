import type { Labels, Series } from '../../series/series.ts';
import { labelsKey } from '../../series/series.ts';
import type { Grid, Matrix } from './parse-matrix.ts';

/**
 * Joins the replies to consecutive pieces of a grid into series on the whole grid, sorted by their labels, so that the order
 * never depends on the source. All series share one `times` array.
 */
export function joinPieces(grid: Grid, pieces: readonly { readonly grid: Grid; readonly matrix: Matrix }[]): Series[] {
  const times = Float64Array.from({ length: grid.count }, (_, index) => grid.start + index * grid.step);
  const byKey = new Map<string, { labels: Labels; values: Float64Array }>();
  for (const { grid: piece, matrix } of pieces) {
    const offset = Math.round((piece.start - grid.start) / grid.step);
    for (const [index, labels] of matrix.labels.entries()) {
      const key = labelsKey(labels);
      const row = matrix.rows[index];
      const known = byKey.get(key);
      if (known) {
        known.values.set(row, offset);
      } else if (row.length === grid.count) {
        byKey.set(key, { labels, values: row });
      } else {
        const values = new Float64Array(grid.count).fill(Number.NaN);
        values.set(row, offset);
        byKey.set(key, { labels, values });
      }
    }
  }
  return [...byKey.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { labels, values }]) => ({ labels, times, values }));
}
