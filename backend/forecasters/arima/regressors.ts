import type { Past } from '../forecaster.ts';

/** What a column of the regression is made from, kept with the model. */
export type Regressor =
  | { readonly kind: 'wave'; readonly period: number; readonly times: number; readonly isSine: boolean }
  | { readonly kind: 'exogenous'; readonly name: string; readonly scale: number; readonly offset: number };

/** Sines and cosines of every season, as many as it can have without one being another (Harvey 1989, section 2.3.4). */
export function wavesOf(periods: readonly number[], most: number): Regressor[] {
  const taken = new Set<number>();
  const waves: Regressor[] = [];
  for (const period of periods) {
    for (let times = 1; times <= Math.min(most, Math.floor(period / 2)); times++) {
      if (taken.has(times / period)) {
        continue;
      }
      taken.add(times / period);
      waves.push({ kind: 'wave', period, times, isSine: false });
      if (2 * times < period) {
        waves.push({ kind: 'wave', period, times, isSine: true });
      }
    }
  }
  return waves;
}

/** The other series that are known over the horizon and that change at all, in units of their own spread. */
export function exogenousOf({ exogenous }: Past): Regressor[] {
  return exogenous
    .filter(({ past, future }) => future !== null && past.some((value) => value !== past[0]))
    .map(({ name, past }) => {
      const offset = past.reduce((sum, value) => sum + value / past.length, 0);
      const scale = past.reduce((most, value) => Math.max(most, Math.abs(value - offset)), 0);
      return { kind: 'exogenous', name, scale, offset };
    });
}

/** The columns at points `from` up to and without `to` of a past: beyond its end, of its future. */
export function columnsOf(regressors: readonly Regressor[], past: Past, from: number, to: number): Float64Array[] {
  const known = past.values.length;
  return regressors.map((one) => {
    if (one.kind === 'wave') {
      const turn = (2 * Math.PI * one.times) / one.period;
      return Float64Array.from({ length: to - from }, (_, i) =>
        one.isSine ? Math.sin(turn * (from + i)) : Math.cos(turn * (from + i))
      );
    }
    const series = past.exogenous.find(({ name }) => name === one.name);
    // Where the other series is no longer known its last value stays.
    const last = series?.future?.at(-1) ?? series?.past[known - 1] ?? one.offset;
    return Float64Array.from({ length: to - from }, (_, i) => {
      const at = from + i;
      const value = at < known ? series?.past[at] : series?.future?.[at - known];
      return ((value ?? last) - one.offset) / one.scale;
    });
  });
}
