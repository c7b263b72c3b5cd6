import type { Component } from '../forecaster.ts';
import { seasonName } from '../season-name.ts';

/**
 * The trend and seasons of a course they add up to, of which the sum alone is known: the trend goes on by l + b (phi + phi^2 + ...), the seasons repeat.
 * Two turns of the longest season tell the trend's part; each shorter season is what its places have in common, and the longest has the rest.
 *
 * @param course Twice the longest of `periods` at least.
 */
export function partsOf(
  course: Float64Array,
  periods: readonly number[],
  step: number,
  horizon: number
): readonly Component[] {
  const longest = periods[periods.length - 1];
  const trend = trendOf(
    course,
    longest,
    periods.every((period) => longest % period === 0)
  );
  const left = course.map((value, i) => value - trend[i]);
  const components: Component[] = [{ kind: 'trend', name: 'Trend', values: trend.slice(0, horizon) }];
  for (const period of periods.slice(0, -1)) {
    const places = new Float64Array(period);
    const counts = new Float64Array(period);
    for (let i = 0; i < longest; i++) {
      places[i % period] += left[i];
      counts[i % period]++;
    }
    const season = left.map((_, i) => places[i % period] / counts[i % period]);
    season.forEach((value, i) => (left[i] -= value));
    components.push({ kind: 'season', name: seasonName(period, step), values: season.slice(0, horizon) });
  }
  components.push({ kind: 'season', name: seasonName(longest, step), values: left.slice(0, horizon) });
  return components;
}

/** The line under a course at its mean over one turn of the longest season: damped where all seasons repeat with a turn, straight where one does not. */
function trendOf(course: Float64Array, turn: number, doesRepeat: boolean): Float64Array {
  if (!doesRepeat) {
    const rise = (sumOf(course, turn, 2 * turn) - sumOf(course, 0, turn)) / turn / turn;
    const middle = sumOf(course, 0, turn) / turn;
    return course.map((_, i) => middle + rise * (i - (turn - 1) / 2));
  }
  // What the course rises by from a step to the same place one turn later falls by phi from step to step.
  const first = course[turn] - course[0];
  const last = course[2 * turn - 1] - course[turn - 1];
  const ratio = first === 0 ? 1 : last / first;
  const phi = ratio > 0 && ratio < 1 ? ratio ** (1 / (turn - 1)) : 1;
  // first = b (phi^2 + ... + phi^(turn + 1))
  let sum = 0;
  for (let i = 1, power = phi * phi; i <= turn; i++, power *= phi) {
    sum += power;
  }
  let rise = first / sum;
  const trend = new Float64Array(course.length);
  let at = 0;
  for (let i = 0; i < course.length; i++) {
    rise *= phi;
    at += rise;
    trend[i] = at;
  }
  const offset = (sumOf(course, 0, turn) - sumOf(trend, 0, turn)) / turn;
  return trend.map((value) => value + offset);
}

function sumOf(values: Float64Array, from: number, to: number): number {
  return values.subarray(from, to).reduce((sum, value) => sum + value, 0);
}
