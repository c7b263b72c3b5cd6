import type { Labels } from '../../series/series.ts';

const BYTES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A value as people read it. `unit` is Grafana's id. */
export function valueText(value: number | string, unit: string): string {
  if (typeof value === 'string') {
    return value;
  }
  if (unit === 'bytes' || unit === 'Bps') {
    const scale = Math.max(0, Math.min(BYTES.length - 1, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(1024))));
    return `${number(value / 1024 ** scale)} ${BYTES[scale]}${unit === 'Bps' ? '/s' : ''}`;
  }
  return unit === 'percentunit' ? `${number(value * 100)} %` : number(value);
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/** A rule's text with the names and values of one finding in it; a label that is not there stays as it is written. */
export function fillIn(
  text: string,
  labels: Labels,
  values: { readonly component: string; readonly current: string; readonly recommended: string }
): string {
  const known: Readonly<Record<string, string>> = { ...labels, ...values };
  return text.replace(/\{([a-zA-Z_]\w*)\}/g, (whole, name: string) =>
    Object.hasOwn(known, name) ? known[name].slice(0, 200) : whole
  );
}
