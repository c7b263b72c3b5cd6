import type { Severity } from '../../../contract/severity.ts';
import type { MarkedRun } from './remark.ts';

/** A run of marks whose severity would change; null where there would be, or was, none. */
export interface ChangedMark {
  readonly run: MarkedRun;
  readonly before: { readonly severity: Severity; readonly score: number } | null;
  readonly after: { readonly severity: Severity; readonly score: number } | null;
}

/** What differs between the marks before and after: runs of the same series that overlap are the same. Newest first. */
export function compareMarks(before: readonly MarkedRun[], after: readonly MarkedRun[]): ChangedMark[] {
  const changed: ChangedMark[] = [];
  const later = bySeries(after);
  const earlier = bySeries(before);
  for (const run of before) {
    const match = highestOf(overlapping(later, run));
    if (match?.severity !== run.severity) {
      changed.push({ run, before: run, after: match });
    }
  }
  for (const run of after) {
    if (overlapping(earlier, run).length === 0) {
      changed.push({ run, before: null, after: run });
    }
  }
  return changed.sort((a, b) => b.run.start - a.run.start);
}

/** Whether any run overlaps the time of a series, ms inclusive. */
export function isMarked(runs: readonly MarkedRun[], key: string, start: number, end: number): boolean {
  return runs.some((run) => run.series.key === key && run.start <= end && run.end >= start);
}

function bySeries(runs: readonly MarkedRun[]): ReadonlyMap<string, MarkedRun[]> {
  return Map.groupBy(runs, ({ series }) => series.key);
}

function overlapping(all: ReadonlyMap<string, MarkedRun[]>, { series, start, end }: MarkedRun): MarkedRun[] {
  return (all.get(series.key) ?? []).filter((run) => run.start <= end && run.end >= start);
}

function highestOf(runs: readonly MarkedRun[]): MarkedRun | null {
  return runs.reduce<MarkedRun | null>((best, run) => (best && best.score >= run.score ? best : run), null);
}
