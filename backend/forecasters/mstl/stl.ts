import { loess } from './loess.ts';
import type { Smoothing } from './loess.ts';

/** Rounds of seasons taken apart (MSTL) and, within each, of season and trend (STL): what the papers' authors take. */
const ROUNDS = 2;
const INNER = 2;
/** Neighbours of a place in the season, in seasons: by which season it is, shortest first. */
const SEASONAL = (index: number) => 11 + 4 * index;

/**
 * Several seasons of `values` by repeated LOESS, without robust weights: MSTL (Bandara, Hyndman and Bergmeir 2021) over STL (Cleveland and others 1990).
 *
 * @param periods Shortest first; two turns of each fit into the values.
 * @returns A season a period, each as long as `values`.
 */
export function seasonsOf(values: Float64Array, periods: readonly number[]): Float64Array[] {
  const seasons: Float64Array[] = periods.map(() => new Float64Array(values.length));
  const left = values.slice();
  for (let round = 0; round < (periods.length > 1 ? ROUNDS : 1); round++) {
    periods.forEach((period, i) => {
      add(left, seasons[i], 1);
      seasons[i] = seasonOf(left, period, SEASONAL(i));
      add(left, seasons[i], -1);
    });
  }
  return seasons;
}

/** One season by STL. */
function seasonOf(values: Float64Array, period: number, neighbours: number): Float64Array {
  const count = values.length;
  const smooth = (size: number, degree: 0 | 1): Smoothing => ({
    neighbours: size,
    degree,
    jump: Math.ceil(size / 10),
  });
  const seasonal = smooth(neighbours, 0);
  const slow = smooth(odd((1.5 * period) / (1 - 1.5 / neighbours)), 1);
  const low = smooth(odd(period), 1);
  const trend = new Float64Array(count);
  const season = new Float64Array(count);
  const cycles = new Float64Array(count + 2 * period);
  const lows = new Float64Array(count);
  const without = new Float64Array(count);
  for (let round = 0; round < INNER; round++) {
    for (let i = 0; i < count; i++) {
      without[i] = values[i] - trend[i];
    }
    // Every place in the season through its own values, with one season more at each end.
    for (let place = 0; place < period; place++) {
      const turns = Math.floor((count - 1 - place) / period) + 1;
      loess(without, turns, seasonal, cycles, place, place, period, 1);
    }
    loess(averaged(averaged(averaged(cycles, period), period), 3), count, low, lows);
    for (let i = 0; i < count; i++) {
      season[i] = cycles[period + i] - lows[i];
      without[i] = values[i] - season[i];
    }
    if (round < INNER - 1) {
      loess(without, count, slow, trend);
    }
  }
  return season;
}

/** Means of `width` values in a row. */
function averaged(values: Float64Array, width: number): Float64Array {
  const averages = new Float64Array(values.length - width + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i >= width ? values[i - width] : 0);
    if (i >= width - 1) {
      averages[i - width + 1] = sum / width;
    }
  }
  return averages;
}

function odd(least: number): number {
  const whole = Math.ceil(least);
  return whole % 2 === 0 ? whole + 1 : whole;
}

function add(to: Float64Array, values: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) {
    to[i] += times * values[i];
  }
}
