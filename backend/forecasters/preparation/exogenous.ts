import type { Series } from '../../series/series.ts';
import type { Exogenous } from '../forecaster.ts';
import { filled } from './clean.ts';
import type { Grid } from './grid.ts';

/** A further series that may explain the one forecast: its past and, where known, what comes. */
export interface ExogenousSource {
  readonly name: string;
  readonly series: Series;
}

/**
 * An exogenous series on the grid of the one forecast, whose points stand for `block` raw ones up to their instant: means of what lies in each; gaps bridged. Its future counts as known
 * where it has a value in the last step of the horizon. None, with a note, where it has no value in the past.
 */
export function alongside(
  { name, series }: ExogenousSource,
  { grid, block, horizon }: { readonly grid: Grid; readonly block: number; readonly horizon: number },
  notes: string[]
): Exogenous[] {
  const { start, step } = grid;
  const count = grid.values.length;
  const sums = new Float64Array(count + horizon);
  const known = new Uint32Array(count + horizon);
  series.times.forEach((time, i) => {
    const place = Math.ceil((time - start) / step - 0.5 / block);
    if (place >= 0 && place < sums.length && Number.isFinite(series.values[i])) {
      sums[place] += (series.values[i] - sums[place]) / ++known[place];
    }
  });
  const whole = sums.map((sum, i) => (known[i] > 0 ? sum : Number.NaN));
  const past = whole.subarray(0, count);
  if (past.every(Number.isNaN)) {
    notes.push(`${name} has no value in the time of the history and was left out.`);
    return [];
  }
  const isKnown = known[whole.length - 1] > 0;
  const future = isKnown ? filled(whole, []).slice(count) : null;
  return [{ name, past: filled(past, []).slice(), future }];
}
