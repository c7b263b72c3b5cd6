import type { AlertSeverity } from '../../../contract/alerts.ts';
import { serviceOf } from '../../alerts/alert-of-event.ts';
import type { AlertEvent } from '../../alerts/alert.ts';
import { fingerprintOf } from '../../alerts/fingerprint.ts';
import { formatLabels } from '../../series/series.ts';
import type { Labels } from '../../series/series.ts';
import type { DetectionRow, MonitorRow } from '../../store/monitors/records.ts';

/** A detection of high severity for so long is critical, ms. */
const LONG_MS = 900_000;

/** The annotation that leads from an alert back to its detection. */
export const DETECTION = 'detection';

const SEVERITIES: Readonly<Record<string, AlertSeverity>> = { low: 'info', medium: 'warning', high: 'error' };

/** A detection as an alert. `isWide`: another series of the same service is highly unusual too. */
export function detectionEvent(
  row: DetectionRow,
  monitor: Pick<MonitorRow, 'name' | 'spec'>,
  isWide: boolean
): AlertEvent {
  const labels = labelsOf(row, monitor);
  const { detail } = row;
  const numberOf = (field: unknown): number => (typeof field === 'number' ? field : Number.NaN);
  const value = numberOf(detail.value);
  return {
    source: 'monitor',
    fingerprint: fingerprintOf('monitor', { ...labels, monitor: row.monitor, series: row.seriesKey }),
    labels,
    annotations: { summary: summaryOf(row, value, numberOf(detail.expected)), [DETECTION]: row.id },
    severity: severityOf(row, isWide),
    start: row.start,
    end: row.open ? null : row.end,
    value,
    url: `/a/nightjar-ml-app/monitors/${encodeURIComponent(row.monitor)}?ds=${encodeURIComponent(row.owner.datasource)}`,
  };
}

/** High on two or more series of one service, or for long, is critical. */
export function severityOf({ severity, start, end }: DetectionRow, isWide: boolean): AlertSeverity {
  return severity === 'high' && (isWide || end - start >= LONG_MS) ? 'critical' : (SEVERITIES[severity] ?? 'warning');
}

/** The service that a detection is of, by the labels of the options; empty where they name none. */
export function serviceOfDetection(
  row: DetectionRow,
  monitor: Pick<MonitorRow, 'name' | 'spec'>,
  serviceLabels: readonly string[]
): string {
  return serviceOf(labelsOf(row, monitor), serviceLabels);
}

function labelsOf({ labels }: DetectionRow, { name, spec }: Pick<MonitorRow, 'name' | 'spec'>): Labels {
  const { __name__: metric, ...own } = labels;
  const given = typeof spec.labels === 'object' && spec.labels !== null ? (spec.labels as Labels) : {};
  return { ...(metric === undefined ? {} : { metric }), ...given, ...own, alertname: name };
}

function summaryOf({ detail, type, labels }: DetectionRow, value: number, expected: number): string {
  const series = typeof detail.series === 'string' ? detail.series : formatLabels(labels);
  const what = type.replaceAll('_', ' ');
  if (detail.missing === true || Number.isNaN(value)) {
    return `${series}: ${what}; no value where one was expected.`;
  }
  const usual = Number.isNaN(expected) ? '' : `, expected ${shown(expected)}`;
  return `${series}: ${what}; ${shown(value)}${usual}.`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
