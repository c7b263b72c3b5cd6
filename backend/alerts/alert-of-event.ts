import type { Labels } from '../series/series.ts';
import type { Alert, AlertEvent } from './alert.ts';

/** Labels that name an alert, the first that is there counts. */
const NAME_LABELS = ['alertname', 'monitor', 'rulename', '__name__'];

/** The service that labels name, by the labels of the options; empty where they name none. */
export function serviceOf(labels: Labels, serviceLabels: readonly string[]): string {
  const label = serviceLabels.find((name) => Object.hasOwn(labels, name) && labels[name] !== '');
  return label === undefined ? '' : labels[label];
}

/** One firing of an alert: equal events of one fingerprint and start are the same. */
export function alertOf(event: AlertEvent, serviceLabels: readonly string[]): Alert {
  const { labels, fingerprint, start } = event;
  const named = NAME_LABELS.find((label) => Object.hasOwn(labels, label) && labels[label] !== '');
  return {
    ...event,
    id: `${fingerprint}-${Math.round(start).toString(36)}`,
    name: named === undefined ? 'Alert' : labels[named],
    service: serviceOf(labels, serviceLabels),
  };
}
