import type { HitTimes, LimitSide } from '../../../contract/forecast.ts';
import type { Forecast } from '../forecast.ts';

/** A limit: one number, or one for each step of the horizon where it moves. In the series' unit. */
export type Limit = number | Float64Array;

/** The parts of a forecast that courses are read from. */
export type Courses = Pick<Forecast, 'origin' | 'times' | 'paths'>;

export function limitAt(limit: Limit, step: number): number {
  return typeof limit === 'number' ? limit : limit[Math.min(step, limit.length - 1)];
}

/** Whether a value is at its limit or past it. A full disk stands at its limit exactly, so that counts. */
export function reaches(value: number, limit: number, side: LimitSide): boolean {
  return side === 'above' ? value >= limit : value <= limit;
}

/** The limit where the course begins, and whether the last value known is past it; false where none is known. */
function isPastAtOrigin(limit: Limit, side: LimitSide, last: number): boolean {
  return Number.isFinite(last) && reaches(last, limitAt(limit, 0), side);
}

/**
 * When each course first reaches the limit, in steps from the origin; infinite where it does not within the horizon. Between two steps a course is a straight line, so that
 * the instant is where that line meets the limit. `last`: the value at the origin; NaN where it is not known, and a course that begins past the limit then hits at its first step.
 */
export function hitSteps({ times, paths }: Courses, limit: Limit, side: LimitSide, last = Number.NaN): Float64Array {
  const horizon = times.length;
  if (isPastAtOrigin(limit, side, last)) {
    return new Float64Array(paths.count);
  }
  const hits = new Float64Array(paths.count).fill(Number.POSITIVE_INFINITY);
  for (let course = 0; course < paths.count; course++) {
    for (let step = 0; step < horizon; step++) {
      const value = paths.values[course * horizon + step];
      if (reaches(value, limitAt(limit, step), side)) {
        const before = step === 0 ? last : paths.values[course * horizon + step - 1];
        hits[course] = step + shareOfStep(limitAt(limit, Math.max(0, step - 1)) - before, limitAt(limit, step) - value);
        break;
      }
    }
  }
  return hits;
}

/** Where between two steps the distance to the limit is nothing, 0..1; 1 where the first is not known. */
function shareOfStep(before: number, after: number): number {
  const share = before / (before - after);
  return Number.isFinite(share) ? share : 1;
}

/** By when a share (0..1) of the courses has hit, in steps: the value below which a further course of the same law falls with that probability; infinite where not within the horizon. */
export function hitQuantile(ascending: Float64Array, share: number): number {
  const position = Math.min(Math.max(share * (ascending.length + 1) - 1, 0), ascending.length - 1);
  const [below, above] = [ascending[Math.floor(position)], ascending[Math.ceil(position)]];
  return below === above ? below : below + (above - below) * (position - Math.floor(position));
}

/**
 * When a series will reach its limit, by its simulated courses: not where the mean crosses it, since a course that wanders is there sooner than the mean, or never.
 *
 * @param last the value at the origin, by which `isPast` is told; NaN where it is not known.
 */
export function hitTimes(forecast: Courses, limit: Limit, side: LimitSide, last = Number.NaN): HitTimes {
  const hits = hitSteps(forecast, limit, side, last).sort();
  const horizon = forecast.times.length;
  const byStep = new Array<number>(horizon);
  for (let step = 1, hit = 0; step <= horizon; step++) {
    while (hit < hits.length && hits[hit] <= step) {
      hit++;
    }
    byStep[step - 1] = hits.length > 0 ? hit / hits.length : 0;
  }
  const step = (forecast.times[horizon - 1] - forecast.origin) / horizon;
  const after = (share: number): number | null => {
    const at = hits.length > 0 ? hitQuantile(hits, share) : Number.POSITIVE_INFINITY;
    return at <= horizon ? at * step : null;
  };
  return {
    limit: limitAt(limit, 0),
    side,
    isPast: isPastAtOrigin(limit, side, last),
    probability: byStep[horizon - 1],
    p10: after(0.1),
    p50: after(0.5),
    p90: after(0.9),
    byStep,
  };
}

/** How probable it is to be at the limit by a date (ms since the epoch), 0..1, straight between steps; null beyond the horizon. */
export function probabilityBy(
  hits: HitTimes,
  { origin, times }: Pick<Forecast, 'origin' | 'times'>,
  date: number
): number | null {
  const horizon = times.length;
  const position = ((date - origin) / (times[horizon - 1] - origin)) * horizon;
  if (position > horizon) {
    return null;
  }
  const at = (step: number): number => (step > 0 ? hits.byStep[step - 1] : Number(hits.isPast));
  const below = Math.max(0, Math.floor(position));
  return position <= 0 ? at(0) : at(below) + (at(Math.ceil(position)) - at(below)) * (position - below);
}
