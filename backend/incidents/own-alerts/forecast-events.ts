import type { AlertSeverity } from '../../../contract/alerts.ts';
import { formatDuration } from '../../../contract/duration.ts';
import type { AlertEvent } from '../../alerts/alert.ts';
import { fingerprintOf } from '../../alerts/fingerprint.ts';
import type { WatchedForecast } from '../../monitors/forecasts/watched-forecasts.ts';

/** A limit that is hit this likely is told of, and until it is less likely than that. */
const LIKELY = 0.5;
const UNLIKELY = 0.3;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A forecast that says a limit will be hit, or is, as an alert; null where it says nothing like it. `since`: when it began to say so, in ms; null: it did not. */
export function forecastEvent(
  forecast: WatchedForecast,
  since: number | null,
  horizonHours: number,
  datasource: string
): AlertEvent | null {
  const { monitor, hits, origin, series } = forecast;
  const isTold = hits !== null && (hits.isPast || hits.probability >= (since === null ? LIKELY : UNLIKELY));
  if (hits === null || (!isTold && since === null)) {
    return null;
  }
  const { __name__: metric, ...own } = forecast.labels;
  const labels = { ...(metric === undefined ? {} : { metric }), ...own, alertname: monitor.name };
  const after = hits.isPast ? 0 : (hits.p50 ?? forecast.horizon);
  const when = hits.isPast
    ? 'is past its limit'
    : `reaches its limit in about ${formatDuration(Math.max(MINUTE, Math.round(after / MINUTE) * MINUTE))}`;
  return {
    source: 'forecast',
    fingerprint: forecastFingerprint(forecast),
    labels,
    annotations: { summary: `${series} ${when} (${Math.round(hits.probability * 100)} % likely within the horizon).` },
    severity: severityOf(hits.isPast, after, horizonHours * HOUR),
    start: since ?? origin,
    end: isTold ? null : origin,
    value: forecast.mean,
    url: `/a/nightjar-ml-app/forecasts?ds=${encodeURIComponent(datasource)}`,
  };
}

export function forecastFingerprint({ monitor, labels }: Pick<WatchedForecast, 'monitor' | 'labels'>): string {
  return fingerprintOf('forecast', { ...labels, monitor: monitor.id });
}

/** The sooner, the more severe; what is some days off is to be known of. */
function severityOf(isPast: boolean, after: number, soon: number): AlertSeverity {
  return isPast || after <= soon ? 'error' : after <= 4 * soon ? 'warning' : 'info';
}
