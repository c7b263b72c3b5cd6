import { seasonAt } from '../../features/season-profile.ts';
import type { Series } from '../../series/series.ts';
import { calibrate } from '../calibration.ts';
import type { Scored } from '../detector.ts';
import { courseOf, isThere, isWhole } from './course.ts';
import { endBefore, rawOf, searchOf } from './model.ts';
import type { StretchParameters } from './model.ts';
import { Turns } from './turns.ts';

/** No scores, with the season as the expected value; nothing is expected where `bandWidth` is NaN. */
export function unscored({ times }: Series, { usual }: Pick<StretchParameters, 'usual'>, bandWidth: number): Scored {
  const reach = bandWidth * usual.scale;
  const expected = times.map((time) => (Number.isNaN(bandWidth) ? Number.NaN : seasonAt(usual, time) + usual.center));
  return {
    score: new Float64Array(times.length).fill(Number.NaN),
    expected,
    lower: expected.map((value) => value - reach),
    upper: expected.map((value) => value + reach),
    evidence: { distance: new Float64Array(times.length).fill(Number.NaN) },
  };
}

/** Scores every point by the stretch that ends at it. */
export async function scoreStretches(
  parameters: StretchParameters,
  series: Series,
  step: number,
  bandWidth: number
): Promise<Scored> {
  const { course, window, calibration, column } = parameters;
  const scored = unscored(series, parameters, bandWidth);
  if (!course) {
    return scored;
  }
  const search = searchOf(course, parameters);
  const query = courseOf(series, column);
  const turns = new Turns();
  for (let end = window - 1; end < series.times.length; end++) {
    const start = end - window + 1;
    if (!isThere(query, end) || !isWhole(query, start, window)) {
      continue;
    }
    const allowed = { from: 0, to: 0, end: endBefore(parameters, series.times[start], step) };
    const { squared } = search.nearest(query, start, allowed);
    if (squared < Infinity) {
      scored.evidence.distance[end] = Math.sqrt(squared);
      scored.score[end] = calibrate(calibration, rawOf(squared, window));
    }
    if (turns.isDue) {
      await turns.give();
    }
  }
  return scored;
}
