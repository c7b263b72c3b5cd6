import type { LimitSide } from '../../../contract/forecast.ts';
import { peaks } from '../../../backend/forecasts/predictions/course-quantiles.ts';
import type { Courses } from '../../../backend/forecasts/predictions/hit-times.ts';
import { sortedQuantile } from '../../../backend/features/order-statistics.ts';
import { randomFrom } from '../random.ts';
import type { Random } from '../random.ts';
import { LAWS } from './laws.ts';
import type { Walk } from './laws.ts';

/** Courses by the law itself: as many as a forecast has. */
const COURSES = 500;
export const STEP_MS = 3_600_000;
/** How probable the near limit is to be hit within the first half of the horizon. */
const NEAR = 0.99;

/** One simulated series up to its origin, what came, and what its law says of it. */
export interface HitCase {
  readonly law: string;
  readonly side: LimitSide;
  /** By the hour; the last value stands at instant 0, the origin. */
  readonly times: Float64Array;
  readonly history: Float64Array;
  /** What came within the horizon: one course. */
  readonly came: Courses;
  /** Further courses by the law from where the series stood. */
  readonly known: Courses;
  /**
   * A limit that the law reaches within half the horizon in 99 of 100 cases, and one that lies anywhere between where the series stands and twice as far as the law takes it in the
   * median. Neither is reached at the origin.
   */
  readonly near: number;
  readonly far: number;
}

/** The case of a number: laws take turns, and every second series of one that can be mirrored is. */
export function makeHitCase(index: number, horizon: number, seed: number): HitCase {
  const random = randomFrom(seed, index);
  const law = LAWS[index % LAWS.length];
  const isMirrored = law.mirrors && Math.floor(index / LAWS.length) % 2 === 1;
  const sign = isMirrored ? -1 : 1;
  const walk = law.draw(random, horizon);
  const points = 240 + Math.floor(480 * random.uniform());
  const history = Float64Array.from({ length: points }, () => sign * walk.next(random));
  const known = coursesFrom(walk, COURSES, horizon, sign, random);
  const last = sign * history[points - 1];
  const highest = (steps: number): Float64Array => peaks(upright(known, sign, steps)).sort();
  const [soon, ever] = [highest(horizon / 2), highest(horizon)];
  // A hair past the origin where the law would have it behind.
  const least = last + 0.01 * (ever[COURSES - 1] - last);
  const median = Math.max(least, sortedQuantile(ever, 0.5));
  return {
    law: law.name,
    side: isMirrored ? 'below' : 'above',
    times: history.map((_, i) => (i + 1 - points) * STEP_MS),
    history,
    came: coursesFrom(walk, 1, horizon, sign, random),
    known,
    near: sign * Math.max(least, sortedQuantile(soon, 1 - NEAR)),
    far: sign * Math.max(least, last + 2 * random.uniform() * (median - last)),
  };
}

/** The first steps of courses, a mirrored law's turned back. */
function upright({ origin, times, paths }: Courses, sign: number, steps: number): Courses {
  const values = new Float32Array(paths.count * steps).map(
    (_, i) => sign * paths.values[Math.floor(i / steps) * times.length + (i % steps)]
  );
  return { origin, times: times.subarray(0, steps), paths: { count: paths.count, values } };
}

function coursesFrom(walk: Walk, count: number, horizon: number, sign: number, random: Random): Courses {
  const values = new Float32Array(count * horizon);
  for (let course = 0; course < count; course++) {
    const copy = walk.copy();
    for (let step = 0; step < horizon; step++) {
      values[course * horizon + step] = sign * copy.next(random);
    }
  }
  const times = Float64Array.from({ length: horizon }, (_, step) => (step + 1) * STEP_MS);
  return { origin: 0, times, paths: { count, values } };
}
