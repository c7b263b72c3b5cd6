/** Exponential smoothing with additive errors: none, a linear (`damping` 1) or a damped trend. */
export interface SmoothingLaw {
  readonly trend: boolean;
  /** Weight of the newest error in the level, and of that in the slope. */
  readonly level: number;
  readonly slope: number;
  readonly damping: number;
}

/** A law's state after the last value. */
export interface SmoothingState {
  readonly level: number;
  readonly slope: number;
  /** Mean of the squared errors one step ahead. */
  readonly squares: number;
}

const LEVELS = [0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.99, 1];
const SLOPES = [0.005, 0.02, 0.06, 0.15, 0.4, 0.8];
const DAMPINGS = [0.8, 0.88, 0.94, 0.98, 1];
/** Errors of the first values tell of the start more than of the law. */
const STARTING = 10;

/** Runs a law over the values (Hyndman and others 2008, section 2.5). */
export function smooth(values: Float64Array, { trend, level: a, slope: b, damping }: SmoothingLaw): SmoothingState {
  const lead = Math.min(STARTING, values.length);
  let slope = trend && lead > 1 ? (values[lead - 1] - values[0]) / (lead - 1) : 0;
  let level = trend ? values[0] - slope : values.subarray(0, lead).reduce((sum, value) => sum + value / lead, 0);
  let squares = 0;
  const phi = trend ? damping : 0;
  for (let i = 0; i < values.length; i++) {
    const rise = phi * slope;
    const error = values[i] - level - rise;
    level += rise + a * error;
    slope = rise + a * b * error;
    squares += error * error;
  }
  return { level, slope, squares: squares / values.length };
}

/** The law by AICc over a grid of weights: some hundred runs through the values, where a search of the best weights takes thousands and forecasts no better. */
export function chooseSmoothing(values: Float64Array): SmoothingLaw {
  let best: SmoothingLaw = { trend: false, level: 0.1, slope: 0, damping: 1 };
  let least = Infinity;
  const points = values.length;
  const attempt = (law: SmoothingLaw) => {
    const { squares } = smooth(values, law);
    const parameters = law.trend ? 6 : 3;
    const penalty = 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, points - parameters - 1);
    const criterion = points * Math.log(Math.max(squares, Number.MIN_VALUE)) + penalty;
    if (criterion < least) {
      least = criterion;
      best = law;
    }
  };
  for (const level of LEVELS) {
    attempt({ trend: false, level, slope: 0, damping: 1 });
    for (const slope of SLOPES) {
      for (const damping of DAMPINGS) {
        attempt({ trend: true, level, slope, damping });
      }
    }
  }
  return best;
}

/** The course after the last value. */
export function smoothedCourse(
  { level, slope }: SmoothingState,
  { trend, damping }: SmoothingLaw,
  horizon: number
): Float64Array {
  const course = new Float64Array(horizon);
  let rise = trend ? slope : 0;
  let at = level;
  for (let h = 0; h < horizon; h++) {
    rise *= damping;
    at += rise;
    course[h] = at;
  }
  return course;
}

/** The course after `values` by a law given, or chosen. */
export function smoothingOf(
  values: Float64Array,
  horizon: number,
  given: SmoothingLaw | null
): { readonly values: Float64Array; readonly law: SmoothingLaw } {
  const law = given ?? chooseSmoothing(values);
  return { law, values: smoothedCourse(smooth(values, law), law, horizon) };
}
