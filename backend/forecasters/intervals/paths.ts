import type { BackTest } from '../backtest/errors.ts';
import type { Random } from '../../features/random.ts';
import { lowerBound } from '../../series/slice.ts';

/** Ranks of simulated courses: row-major [count, horizon]; each column holds 0..count-1 once. */
export type Ranks = { readonly count: number; readonly horizon: number; readonly ranks: Uint32Array };

/**
 * How simulated courses hang together from step to step: as the courses of a back-test's errors do (the Schaake shuffle, Clark et al. 2004). Each course is two of
 * the back-test's, mixed so that their covariance stays, its sign drawn; beyond the steps tried it goes on by further ones from where it stands.
 */
export function pathRanks(
  { errors, horizon: tried }: BackTest,
  scale: Float64Array,
  count: number,
  random: Random
): Ranks {
  const horizon = scale.length;
  const courses = errors.map((row) => scaledCourse(row, scale)).filter((row) => row.length > 0);
  const drawn = Array.from({ length: count }, () => drawCourse(courses, tried, horizon, random));
  const ranks = new Uint32Array(count * horizon);
  const sorted = new Float64Array(count);
  /** Of equal ones, how many have their rank. */
  const ranked = new Uint32Array(count);
  for (let step = 0; step < horizon; step++) {
    for (let i = 0; i < count; i++) {
      // Errors that are beyond all measure for their scale may mix to NaN, which has no place among numbers.
      sorted[i] = drawn[i][step] ||= 0;
    }
    // Sorting numbers and then looking each up is several times as fast as sorting by a comparison of ours.
    sorted.sort();
    ranked.fill(0);
    for (let i = 0; i < count; i++) {
      const first = lowerBound(sorted, drawn[i][step]);
      ranks[i * horizon + step] = first + ranked[first]++;
    }
  }
  return { count, horizon, ranks };
}

/** Errors over their scale; what was not measured takes the last error known before. Empty where none was. */
function scaledCourse(row: Float64Array, scale: Float64Array): Float64Array {
  let last = row.find(Number.isFinite);
  if (last === undefined) {
    return new Float64Array();
  }
  return row.map((error, step) => {
    last = Number.isFinite(error) && scale[step] > 0 ? error / scale[step] : (last ?? 0);
    return last;
  });
}

function drawCourse(courses: readonly Float64Array[], tried: number, horizon: number, random: Random): Float64Array {
  const course = new Float64Array(horizon);
  if (courses.length === 0) {
    return randomWalk(course, random);
  }
  const pick = (): Float64Array => courses[Math.floor(random() * courses.length)];
  for (let from = 0; from < horizon; from += tried) {
    const angle = random() * 2 * Math.PI;
    const [a, b, ca, cb] = [pick(), pick(), Math.cos(angle), Math.sin(angle)];
    // Blocks after the first keep where the course stood, and change on it.
    const [stood, keep] = from === 0 ? [0, 0] : [course[from - 1], Math.SQRT1_2];
    for (let step = 0; step < tried && from + step < horizon; step++) {
      const fresh = ca * a[step] + cb * b[step];
      course[from + step] = from === 0 ? fresh : keep * stood + keep * fresh;
    }
  }
  return course;
}

/** Without any error to go by, steps add up evenly. */
function randomWalk(course: Float64Array, random: Random): Float64Array {
  let at = 0;
  return course.map(() => (at += random() + random() + random() - 1.5));
}
