import { setImmediate } from 'node:timers/promises';
import type { Interpretation, PeakedRun } from '../../../contract/interpretation.ts';
import { interpretScores } from '../../../contract/interpretation.ts';
import { thresholdsAt } from '../../../contract/severity.ts';
import type { ResultSeries } from '../monitor-service.ts';
import type { Rules } from './rules.ts';
import { lowered } from './rules.ts';
import type { LocalClock } from './situation.ts';
import { situationOf } from './situation.ts';

/** A run of marks of one series; times in ms. */
export interface MarkedRun {
  readonly series: ResultSeries;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly severity: PeakedRun['severity'];
}

/**
 * The marks that results would have under other rules, by series: kept scores as they were before verdicts, lowered by `rules` (null: not at all), and
 * interpreted as the monitor does. Gives the event loop a turn after every series.
 */
export async function remark(
  results: readonly ResultSeries[],
  rules: Rules | null,
  settings: Interpretation,
  clock: LocalClock,
  signal?: AbortSignal
): Promise<MarkedRun[]> {
  const { low } = thresholdsAt(settings.sensitivity);
  const marked: MarkedRun[] = [];
  for (const series of results) {
    const { times, value, expected, unadjusted } = series;
    const score = unadjusted.map((_, i) => scoreUnder(series, i, rules, low, clock));
    const { runs } = interpretScores({ values: value, expected, score }, settings);
    for (const { first, last, score: highest, severity } of runs) {
      marked.push({ series, start: times[first], end: times[last], score: highest, severity });
    }
    await setImmediate();
    signal?.throwIfAborted();
  }
  return marked;
}

/** The highest score of a series from `start` to `end` (ms, inclusive) as it would count under `rules`; 0 where it has none there. */
export function highestUnder(
  series: ResultSeries,
  { start, end }: { readonly start: number; readonly end: number },
  rules: Rules | null,
  { sensitivity }: Interpretation,
  clock: LocalClock
): number {
  const { low } = thresholdsAt(sensitivity);
  let highest = 0;
  series.times.forEach((time, i) => {
    if (time >= start && time <= end) {
      const score = scoreUnder(series, i, rules, low, clock);
      highest = score > highest ? score : highest;
    }
  });
  return highest;
}

/** The score of a point as it would count: lowered by `rules` where it would be marked. */
function scoreUnder(series: ResultSeries, i: number, rules: Rules | null, low: number, clock: LocalClock): number {
  const { key, times, value, expected, lower, upper, unadjusted } = series;
  if (!rules || !(unadjusted[i] >= low)) {
    return unadjusted[i];
  }
  const point = { key, time: times[i], value: value[i], expected: expected[i], lower: lower[i], upper: upper[i] };
  return lowered(unadjusted[i], rules, situationOf(point, clock), times[i]);
}
