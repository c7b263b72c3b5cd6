import type { DetectionRecord } from '../../api/detections.ts';

/** A column of the exported table and what it holds. */
const COLUMNS: ReadonlyArray<readonly [string, (one: DetectionRecord) => string | number | boolean | null]> = [
  ['id', ({ id }) => id],
  ['monitor', ({ monitorName }) => monitorName],
  ['series', ({ series }) => series],
  ['start', ({ start }) => new Date(start).toISOString()],
  ['end', ({ end }) => new Date(end).toISOString()],
  ['open', ({ open }) => open],
  ['severity', ({ severity }) => severity],
  ['type', ({ type }) => type],
  ['score', ({ score }) => score],
  ['confidence', ({ confidence }) => confidence],
  ['value', ({ value }) => value],
  ['expected', ({ expected }) => expected],
  ['lower', ({ lower }) => lower],
  ['upper', ({ upper }) => upper],
  ['suppressed', ({ suppression }) => suppression?.reason ?? ''],
  ['verdict', ({ verdict }) => verdict?.verdict ?? ''],
  ['verdict_by', ({ verdict }) => verdict?.author ?? ''],
  ['verdict_note', ({ verdict }) => verdict?.note ?? ''],
  ['expr', ({ expr }) => expr],
];

/** Detections as CSV (RFC 4180). Texts that a spreadsheet would run as a formula begin with an apostrophe. */
export function asCsv(detections: readonly DetectionRecord[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...detections.map((one) => COLUMNS.map(([, read]) => cell(read(one))))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') {
    return value === null ? '' : String(value);
  }
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Detections as JSON, with all that is known of each. */
export function asJson(detections: readonly DetectionRecord[]): string {
  return `${JSON.stringify({ detections }, null, 2)}\n`;
}
