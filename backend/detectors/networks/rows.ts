import { windowRows } from '../../features/window-rows.ts';
import type { WindowColumn, WindowRows } from '../../features/window-rows.ts';
import type { SeriesGroup } from '../detector.ts';
import { LARGEST_SEEN } from './kind.ts';
import type { NetworkShape } from './kind.ts';
import { levelled } from './level.ts';

/** A group's rows: scaled (`rows`), as the judge reads them (`judged`), and as the network does (`seen`). */
export interface SeenRows extends WindowRows {
  readonly judged: Float32Array;
  readonly seen: Float32Array;
  /** What `judged` lacks of `rows`, [count, series]. */
  readonly offsets: Float64Array;
}

export function rowsOf(group: SeriesGroup, columns: readonly WindowColumn[], shape: NetworkShape): SeenRows {
  const rows = windowRows(group.series, columns, shape.points);
  const { rows: judged, offsets } = levelled(rows.rows, shape);
  return { ...rows, judged, offsets, seen: judged.map(cutOff) };
}

export function cutOff(value: number): number {
  return Math.max(-LARGEST_SEEN, Math.min(LARGEST_SEEN, value));
}
