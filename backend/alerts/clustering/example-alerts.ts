import type { Alert } from '../alert.ts';

/** An alert for tests and examples, from what matters of it. */
export function exampleAlert(
  number: number,
  given: Partial<Pick<Alert, 'name' | 'service' | 'labels' | 'annotations' | 'start' | 'severity'>> = {}
): Alert {
  const { name = 'HighLatency', service = '', labels = {}, annotations = {}, start = 0, severity = 'warning' } = given;
  const fingerprint = `f${number}`;
  return {
    id: `${fingerprint}-${start}`,
    source: 'file',
    fingerprint,
    name,
    service,
    labels: { alertname: name, ...(service === '' ? {} : { service }), ...labels },
    annotations,
    severity,
    start,
    end: null,
    value: Number.NaN,
    url: '',
  };
}
