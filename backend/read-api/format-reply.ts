import type { Labels } from '../series/series.ts';
import type { Grid } from './promql/grid.ts';
import type { GridSeries } from './promql/value.ts';

/** A number as Prometheus's API writes it. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  // Go writes exponents with two digits at least.
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A scalar as Prometheus's API writes it: never with an exponent. */
export function formatScalar(value: number): string {
  const text = formatValue(value);
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) {
    return text;
  }
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0')}`;
}

/** Samples at the only instant of a grid. */
export function instantVector(series: readonly GridSeries[], { start }: Grid): unknown[] {
  return inOrder(series)
    .filter(({ present }) => present[0])
    .map(({ labels, values }) => ({ metric: labels, value: [start / 1000, formatValue(values[0])] }));
}

/** Series with their samples; those without any are left out. */
export function matrix(series: readonly GridSeries[], { start, step }: Grid): unknown[] {
  return inOrder(series)
    .filter(({ present }) => present.includes(1))
    .map(({ labels, values, present }) => {
      const points: [number, string][] = [];
      for (let i = 0; i < values.length; i++) {
        if (present[i]) {
          points.push([(start + i * step) / 1000, formatValue(values[i])]);
        }
      }
      return { metric: labels, values: points };
    });
}

/** Label sets in the order Prometheus has them: by names, then values, of their sorted labels. */
export function inOrder<T extends { readonly labels: Labels }>(series: readonly T[]): T[] {
  const keyed = series.map((one) => ({
    one,
    pairs: Object.entries(one.labels)
      .sort(([a], [b]) => compare(a, b))
      .flat(),
  }));
  return keyed.sort((a, b) => comparePairs(a.pairs, b.pairs)).map(({ one }) => one);
}

function comparePairs(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      return compare(a[i], b[i]);
    }
  }
  return a.length - b.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
