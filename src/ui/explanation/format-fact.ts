import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { ExplanationFact } from '../../../contract/detection.ts';

/** A fact's value in its unit; words stay as they are. */
export function formatFact({ value, unit }: Pick<ExplanationFact, 'value' | 'unit'>): string {
  if (typeof value === 'string') {
    return value;
  }
  if (!Number.isFinite(value)) {
    return '–';
  }
  const decimals = Number.isInteger(value) ? 0 : 2;
  return formattedValueToString(getValueFormat(unit ?? 'short')(value, decimals));
}

/** A share or probability of 0..1 as whole percent. */
export function formatShare(share: number): string {
  return formattedValueToString(getValueFormat('percentunit')(share, 0));
}

/** A number of any size with three digits that count, thousands shortened. */
export function formatPlain(value: number): string {
  return Math.abs(value) < 1_000
    ? String(Number(value.toPrecision(3))).replace('-', '−')
    : formattedValueToString(getValueFormat('short')(value));
}

/** What something adds, with its sign. */
export function formatSigned(value: number): string {
  return `${value > 0 ? '+' : ''}${formatPlain(value)}`;
}

/** A distance in standard deviations with its sign. */
export function formatSigmas(sigmas: number): string {
  return `${sigmas > 0 ? '+' : ''}${sigmas.toFixed(1).replace('-', '−')} σ`;
}
