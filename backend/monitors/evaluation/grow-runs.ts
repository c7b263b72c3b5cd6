import type { Explanation } from '../../../contract/detection.ts';
import { BRIDGE } from '../../../contract/interpretation.ts';
import type { GrowingRun, Peak, ResultPoint } from './watched.ts';

/** A run that began, went on or ended in a stretch of new points. */
export interface RunChange {
  readonly run: GrowingRun;
  readonly isOpen: boolean;
}

/**
 * Follows the runs of marks of one series over new points: the same runs that `interpretScores` finds in all points together, however they are divided.
 * A run is open until more points than `BRIDGE` have followed without a mark, or the series has ended (`isOver` of a point's time).
 *
 * @param run The run that may go on; null where none does.
 * @param explain Why the point at this index has its score; asked once a run and stretch, where its highest point is among the new ones.
 */
export function growRuns(
  run: GrowingRun | null,
  points: readonly ResultPoint[],
  isOver: (time: number) => boolean,
  explain: (index: number) => Explanation
): { readonly run: GrowingRun | null; readonly changes: readonly RunChange[] } {
  const changes: RunChange[] = [];
  let current: { run: GrowingRun; peakAt: number; isChanged: boolean } | null = run && {
    run,
    peakAt: -1,
    isChanged: false,
  };
  const report = (isOpen: boolean): void => {
    if (!current) {
      return;
    }
    if (current.peakAt >= 0) {
      current.run.peak = { ...points[current.peakAt], explanation: explain(current.peakAt) };
    }
    if (current.isChanged || !isOpen) {
      changes.push({ run: current.run, isOpen });
    }
  };
  points.forEach((point, i) => {
    if (current && isOver(point.time)) {
      report(false);
      current = null;
    }
    if (point.anomaly && current) {
      current.run.end = point.time;
      current.run.between = 0;
      current.isChanged = true;
      current.peakAt = isHigher(point, current.peakAt < 0 ? current.run.peak : points[current.peakAt])
        ? i
        : current.peakAt;
    } else if (point.anomaly) {
      const peak: Peak = { ...point, explanation: NO_EXPLANATION };
      current = {
        run: { start: point.time, end: point.time, between: 0, peak, kept: null },
        peakAt: i,
        isChanged: true,
      };
    } else if (current && !Number.isNaN(point.value)) {
      current.run.between += 1;
      if (current.run.between > BRIDGE) {
        report(false);
        current = null;
      }
    }
  });
  report(true);
  return { run: (current as { run: GrowingRun } | null)?.run ?? null, changes };
}

const NO_EXPLANATION: Explanation = { summary: '', facts: [], contributions: [] };

/** As in `interpretScores`: the highest score; among equal ones the farthest from the expected value, and of those the first. */
function isHigher(point: ResultPoint, than: ResultPoint): boolean {
  const farther = Math.abs(point.value - point.expected) > Math.abs(than.value - than.expected);
  return point.score > than.score || (point.score === than.score && farther);
}
