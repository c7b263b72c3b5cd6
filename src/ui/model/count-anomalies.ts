import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import type { DrawnSeries, PlotModel } from './anomaly-series.ts';

export type Counts = Record<Severity, number>;

export function countBySeverity(intervals: readonly AnomalyInterval[]): Counts {
  const counts: Counts = { low: 0, medium: 0, high: 0 };
  for (const interval of intervals) {
    counts[interval.severity]++;
  }
  return counts;
}

export function countAll(model: PlotModel): Counts {
  return countBySeverity(model.series.filter((one) => one.visible).flatMap((one) => one.intervals));
}

/** An anomaly of a series, for lists and for what is selected. */
export interface ListedAnomaly {
  readonly series: DrawnSeries;
  readonly interval: AnomalyInterval;
}

/** Anomalies of all visible series, latest first; among those of one instant the more severe and higher scored come first. */
export function listAnomalies(model: PlotModel): ListedAnomaly[] {
  return model.series
    .filter((one) => one.visible)
    .flatMap((series) => series.intervals.map((interval) => ({ series, interval })))
    .sort(
      (a, b) =>
        b.interval.start - a.interval.start ||
        SEVERITIES.indexOf(b.interval.severity) - SEVERITIES.indexOf(a.interval.severity) ||
        b.interval.score - a.interval.score
    );
}
