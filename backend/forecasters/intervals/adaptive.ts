import type { BackTest } from '../backtest/errors.ts';
import { fitErrorLaw, lawQuantile } from './error-law.ts';
import type { ErrorLaw } from './error-law.ts';

/** How levels are corrected by what intervals would have held in the back-test. */
export interface Adaptation {
  /** Nominal levels, ascending, and the levels to take in their stead; 0..1. */
  readonly nominal: readonly number[];
  readonly taken: readonly number[];
  /** Share of values within the intervals as they were adapted at the time; NaN where none was judged. */
  readonly held: readonly number[];
  /** Share within the interval of each level by step: row i belongs to nominal[i]. */
  readonly heldByStep: readonly Float64Array[];
}

/** How fast a level follows what it missed: `gamma` of Gibbs and Candes (2021), for courses of many values. */
const GAMMA = 0.05;
/** Origins that must lie behind one for its interval to be judged. */
const LEAST_BEFORE = 5;
const LEAST_LEVEL = 0.01;
const MOST_LEVEL = 0.9995;

/**
 * Adaptive conformal inference (Gibbs and Candes 2021) along the origins of a back-test: at each of them the intervals are made of the errors known by then,
 * and each level moves by the share it missed. The last levels are those to take now.
 */
export function adaptLevels(test: BackTest, levels: readonly number[]): Adaptation {
  const nominal = [...levels].sort((a, b) => a - b);
  const taken = [...nominal];
  const [inside, counts] = [nominal.map(() => new Float64Array(test.horizon)), new Float64Array(test.horizon)];
  for (let i = LEAST_BEFORE; i < test.known.length; i++) {
    const complete = test.known.findIndex((known) => known + test.horizon > test.known[i]);
    if (complete < LEAST_BEFORE) {
      continue;
    }
    judge(test.errors[i], fitErrorLaw(test, 0, complete), nominal, taken, inside, counts);
  }
  const [sum, judged] = [(row: Float64Array) => row.reduce((a, b) => a + b, 0), counts.reduce((a, b) => a + b, 0)];
  return {
    nominal,
    taken: ascending(taken),
    held: inside.map((row) => (judged > 0 ? sum(row) / judged : Number.NaN)),
    heldByStep: inside.map((row) => row.map((count, step) => count / counts[step])),
  };
}

function judge(
  course: Float64Array,
  law: ErrorLaw,
  nominal: readonly number[],
  taken: number[],
  inside: readonly Float64Array[],
  counts: Float64Array
): void {
  const finite = course.reduce((count, error) => count + (Number.isFinite(error) ? 1 : 0), 0);
  if (finite === 0) {
    return;
  }
  for (const [k, level] of nominal.entries()) {
    const [low, high] = [lawQuantile(law, (1 - taken[k]) / 2), lawQuantile(law, (1 + taken[k]) / 2)];
    let held = 0;
    for (let step = 0; step < course.length; step++) {
      if (Number.isFinite(course[step])) {
        const isIn = course[step] >= low * law.scale[step] && course[step] <= high * law.scale[step] ? 1 : 0;
        held += isIn;
        inside[k][step] += isIn;
      }
    }
    taken[k] = Math.min(MOST_LEVEL, Math.max(LEAST_LEVEL, taken[k] + GAMMA * (level - held / finite)));
  }
  for (let step = 0; step < course.length; step++) {
    counts[step] += Number.isFinite(course[step]) ? 1 : 0;
  }
}

/** Wider levels never take less than narrower ones. */
function ascending(values: readonly number[]): number[] {
  let most = 0;
  return values.map((value) => (most = Math.max(most, value)));
}

/** The level to take for a nominal one: linear between those adapted. */
export function takenLevel({ nominal, taken }: Adaptation, level: number): number {
  const after = nominal.findIndex((one) => one >= level);
  const [x0, y0] = after === 0 ? [0, 0] : [nominal.at(after - 1) ?? 0, taken.at(after - 1) ?? 0];
  const [x1, y1] = after < 0 ? [1, 1] : [nominal[after], taken[after]];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (level - x0)) / (x1 - x0);
}
