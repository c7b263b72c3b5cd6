import type { Severity } from '../../../contract/severity.ts';
import type { PlotModel } from '../model/anomaly-series.ts';

export interface Region {
  readonly start: number;
  readonly end: number;
}

/**
 * When visible series are anomalous at one severity, half a step wider on both sides; what overlaps is one region, so that many series
 * shade no darker than one.
 */
export function regionsOf(model: PlotModel, severity: Severity): Region[] {
  const single = model.series
    .filter((series) => series.visible)
    .flatMap(({ intervals, step }) =>
      intervals
        .filter((interval) => interval.severity === severity)
        .map(({ start, end }) => ({ start: start - step / 2, end: end + step / 2 }))
    )
    .sort((a, b) => a.start - b.start);
  const merged: Array<{ start: number; end: number }> = [];
  for (const region of single) {
    const last = merged.at(-1);
    if (last && region.start <= last.end) {
      last.end = Math.max(last.end, region.end);
    } else {
      merged.push({ ...region });
    }
  }
  return merged;
}
