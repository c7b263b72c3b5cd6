import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { alertOf, serviceOf } from '../../alerts/alert-of-event.ts';
import type { Alert } from '../../alerts/alert.ts';
import { detectionEvent } from '../../incidents/own-alerts/detection-events.ts';
import { labelsKey } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { DetectionRow } from '../../store/monitors/records.ts';

/** An anomaly and the series it is in. */
export interface Found {
  readonly series: Series;
  readonly interval: AnomalyInterval;
}

const { serviceLabels } = ALERT_DEFAULTS;
const MONITOR = 'workflow';

/** Alerts of anomalies, as those of monitors become alerts; ascending by start. One alert a metric and service. */
export function alertsOf(found: readonly Found[]): Alert[] {
  const events = found.map(({ series, interval }) => {
    const { labels } = series;
    const isWide = found.some(
      (other) =>
        other.interval.severity === 'high' &&
        other.series !== series &&
        serviceOf(other.series.labels, serviceLabels) === serviceOf(labels, serviceLabels)
    );
    return detectionEvent(rowOf({ series, interval }), { name: `${labels.__name__} unusual`, spec: {} }, isWide);
  });
  return events.map((event) => alertOf(event, serviceLabels)).sort((a, b) => a.start - b.start);
}

function rowOf({ series: { labels, times }, interval }: Found): DetectionRow {
  const { id, start, end, severity, type, score, value, expected } = interval;
  return {
    id,
    owner: { orgId: 1, datasource: MONITOR },
    monitor: MONITOR,
    version: 1,
    seriesKey: labelsKey(labels),
    labels,
    start,
    end,
    open: end >= times[times.length - 1],
    severity,
    type,
    score,
    detail: { value, expected },
    suppression: null,
  };
}
