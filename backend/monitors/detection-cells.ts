import { SEVERITIES } from '../../contract/severity.ts';
import type { Severity } from '../../contract/severity.ts';
import type { DetectionRow } from '../store/monitors/records.ts';

/** Detections of one monitor within one cell of time. */
export interface DetectionCell {
  /** Place of the cell, counted from the first. */
  readonly cell: number;
  /** The highest of them. */
  readonly severity: Severity;
  readonly score: number;
  readonly detections: number;
  /** How many series they are of. */
  readonly series: number;
}

/** Equal stretches of time, in ms: cell i is from `from + i * step` up to, and without, `from + (i + 1) * step`. */
export interface CellGrid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

type Counted = Pick<DetectionRow, 'monitor' | 'seriesKey' | 'start' | 'end' | 'severity' | 'score' | 'suppression'>;

/** Sums up detections by monitor and cell; one counts in every cell that it touches. Suppressed ones are left out, as are cells without any. */
export class DetectionCells {
  private readonly grid: CellGrid;
  private readonly found = new Map<
    string,
    Map<number, { rank: number; score: number; ids: number; series: Set<string> }>
  >();

  constructor(grid: CellGrid) {
    this.grid = grid;
  }

  add({ monitor, seriesKey, start, end, severity, score, suppression }: Counted): void {
    const { from, step, count } = this.grid;
    if (suppression !== null) {
      return;
    }
    const cells = this.found.get(monitor) ?? new Map();
    this.found.set(monitor, cells);
    const last = Math.min(count - 1, Math.floor((end - from) / step));
    const rank = SEVERITIES.findIndex((one) => one === severity);
    for (let cell = Math.max(0, Math.floor((start - from) / step)); cell <= last; cell++) {
      const before = cells.get(cell) ?? { rank: 0, score: 0, ids: 0, series: new Set<string>() };
      before.series.add(seriesKey);
      cells.set(cell, {
        rank: Math.max(before.rank, rank),
        score: Math.max(before.score, score),
        ids: before.ids + 1,
        series: before.series,
      });
    }
  }

  /** By monitor's id, in the order of time. */
  result(): Record<string, DetectionCell[]> {
    const monitors = [...this.found].map(([monitor, cells]) => {
      const sorted = [...cells].sort(([a], [b]) => a - b);
      return [
        monitor,
        sorted.map(([cell, { rank, score, ids, series }]) => ({
          cell,
          severity: SEVERITIES[rank],
          score,
          detections: ids,
          series: series.size,
        })),
      ] as const;
    });
    return Object.fromEntries(monitors.filter(([, cells]) => cells.length > 0));
  }
}
