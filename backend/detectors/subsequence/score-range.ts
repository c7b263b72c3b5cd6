import { fitWindowColumn } from '../../features/window-rows.ts';
import type { Series } from '../../series/series.ts';
import { calibrate } from '../calibration.ts';
import type { Scored } from '../detector.ts';
import { meanOfCovering } from '../distances/mean-of-covering.ts';
import { rangeCalibration } from '../distances/range-calibration.ts';
import { courseOf, isThere, isWhole } from './course.ts';
import type { Course } from './course.ts';
import { leastSpreadOf, rawOf, windowOf } from './model.ts';
import { unscored } from './score-stretches.ts';
import type { SubsequenceSettings } from './settings.ts';
import { StretchSearch } from './stretch-search.ts';
import { Turns } from './turns.ts';

/**
 * Looks back over a range by the matrix profile (Yeh et al. 2016), to both sides: every stretch is compared with all that do not overlap it, in long ranges with those
 * nearby. A point's raw score is the mean over the stretches that hold it, so that a discord is marked from its first point to its last.
 */
export async function scoreRange(series: Series, step: number, settings: SubsequenceSettings): Promise<Scored> {
  const usual = fitWindowColumn(series, step, true);
  const scored = unscored(series, { usual }, settings.bandWidth);
  const course = courseOf(series, fitWindowColumn(series, step, false));
  const points = series.times.length;
  const window = windowOf(settings, usual, step, points);
  const starts = Int32Array.from({ length: Math.max(0, points - window + 1) }, (_, start) => start).filter((start) =>
    isWhole(course, start, window)
  );
  if (starts.length < settings.minTrainingSamples) {
    return scored;
  }
  const distances = await profileOf(course, starts, window, 2 * settings.history);
  const ends = starts.map((start) => start + window - 1);
  const raw = meanOfCovering(distances, ends, window, points);
  const calibration = rangeCalibration(raw);
  raw.forEach((value, i) => {
    if (isThere(course, i) && !Number.isNaN(value)) {
      scored.score[i] = calibrate(calibration, value);
      scored.evidence.distance[i] = value;
    }
  });
  return scored;
}

/** Distance of each stretch from the most alike of a part of `most` points about it; NaN where there is none. */
async function profileOf(course: Course, starts: Int32Array, window: number, most: number): Promise<Float64Array> {
  const turns = new Turns();
  const leastSpread = leastSpreadOf(course, window);
  const points = course.values.length;
  const half = most >> 1;
  const distances = new Float64Array(starts.length).fill(Number.NaN);
  let block = -1;
  let from = 0;
  let search: StretchSearch | null = null;
  for (const [k, start] of starts.entries()) {
    const current = Math.floor(start / half);
    if (!search || current !== block) {
      block = current;
      from = Math.max(0, Math.min(block * half - (half >> 1), points - most));
      search = new StretchSearch(part(course, from, from + most), window, leastSpread);
    }
    const { squared } = search.nearest(course, start, {
      from: start - from - window + 1,
      to: start - from + window,
      end: points,
    });
    if (squared < Infinity) {
      distances[k] = rawOf(squared, window);
    }
    if (turns.isDue) {
      await turns.give();
    }
  }
  return distances;
}

function part({ values, present }: Course, from: number, to: number): Course {
  return { values: values.subarray(from, to), present: present.subarray(from, Math.min(to, values.length) + 1) };
}
