import type { AnomalyInterval } from '../../../contract/detection.ts';
import type { DrawnSeries, PlotModel } from '../model/anomaly-series.ts';
import type { ListedAnomaly } from '../model/count-anomalies.ts';
import { SEVERITIES } from '../../../contract/severity.ts';

/** The interval of a series that holds `time`, allowing `slack` ms on both sides; the nearest when several do. */
export function intervalAt(series: DrawnSeries, time: number, slack: number): AnomalyInterval | null {
  let best: AnomalyInterval | null = null;
  let bestDistance = slack;
  for (const interval of series.intervals) {
    const distance = Math.max(0, interval.start - time, time - interval.end);
    if (distance <= bestDistance) {
      best = interval;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The anomaly meant by a click at `time`: of the series under the pointer if that has one there, else the most severe and then the
 * highest scored one of any visible series.
 */
export function anomalyAt(
  model: PlotModel,
  time: number,
  slack: number,
  focused: DrawnSeries | null
): ListedAnomaly | null {
  const own = focused?.visible ? intervalAt(focused, time, slack) : null;
  if (focused && own) {
    return { series: focused, interval: own };
  }
  const rank = ({ interval }: ListedAnomaly) => SEVERITIES.indexOf(interval.severity) + interval.score;
  return model.series
    .filter((series) => series.visible)
    .flatMap((series) => {
      const interval = intervalAt(series, time, slack);
      return interval ? [{ series, interval }] : [];
    })
    .reduce<ListedAnomaly | null>((best, one) => (best && rank(best) >= rank(one) ? best : one), null);
}
