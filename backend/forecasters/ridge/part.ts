import type { Past } from '../forecaster.ts';
import { chooseDesign } from './design.ts';
import type { Design } from './design.ts';
import { effectAt, fitEffects } from './effects.ts';
import type { Effect } from './effects.ts';
import { baseOf, columnsAt, differencesAfter, equationsAt, weightsOf } from './regression.ts';
import { transformOf, turn, turnBack } from './transform.ts';
import type { Transform } from './transform.ts';

/** A regression of values turned one way; a forecast is the mean of two of them or one. */
export interface RidgePart {
  readonly transform: Transform;
  readonly design: Design;
  /** What extra columns are multiplied by. */
  readonly scale: number;
  /** Row-major [columns, ahead]. */
  readonly weights: Float64Array;
  /** What holidays and other series add to the turned values; the regression is of what is left. */
  readonly effects: readonly Effect[];
}

/** What a fit keeps: `start` and `step` (ms) place the waves, the bounds are the past's. No part where the past is repeated instead. */
export interface RidgeModel {
  readonly start: number;
  readonly step: number;
  readonly floor: number;
  readonly ceiling: number;
  readonly parts: readonly RidgePart[];
}

/** Logarithm and square root together where nothing can be negative: which one suits is hard to tell, and their mean beats either. */
export function kindsOf({ values, floor }: Past): Transform['kind'][] {
  return floor >= 0 || values.every((value) => value >= 0) ? ['log', 'sqrt'] : ['none'];
}

/** A factor serves so many origins of a back-test that follow it: what came between changes little. */
const ORIGINS_A_FACTOR = 4;

export function fitPart(kind: Transform['kind'], past: Past, design: Design, ridge: number): RidgePart {
  const { values } = past;
  const transform = transformOf(kind, values);
  const turned = values.map((value) => turn(transform, value));
  const effects = fitEffects(past, turned, design.season);
  const left = withoutEffects(turned, effects, past, design.season);
  const [equations] = equationsAt(left, design, ridge, [values.length]);
  return { transform, design, scale: equations.scale, weights: weightsOf(equations), effects };
}

function withoutEffects(turned: Float64Array, effects: readonly Effect[], past: Past, season: number): Float64Array {
  return effects.length === 0
    ? turned
    : turned.map((value, i) => value - effectAt(effects, past, i, turned.length, season));
}

/** Means after each origin (ascending), by what came before it: row i has `horizon` steps. */
export function rollPart(
  kind: Transform['kind'],
  past: Past,
  origins: readonly number[],
  horizon: number,
  ridge: number
): Float64Array[] | null {
  const { values, periods } = past;
  const design = chooseDesign(origins[0], periods, horizon);
  if (!design) {
    return null;
  }
  const transform = transformOf(kind, values.subarray(0, origins[0]));
  const turned = values.map((value) => turn(transform, value));
  const effects = fitEffects(past, turned.subarray(0, origins[0]), design.season);
  const left = withoutEffects(turned, effects, past, design.season);
  const factored = origins.filter((_, i) => i % ORIGINS_A_FACTOR === 0);
  const equations = equationsAt(left, design, ridge, factored);
  return origins.map((known, i) => {
    const own = equations[Math.floor(i / ORIGINS_A_FACTOR)];
    const course = courseAfter(left.subarray(0, known), design, transform, horizon, (all, at) =>
      differencesAfter(all, at, own)
    );
    return course.map((value, h) =>
      turnBack(transform, value + effectAt(effects, past, known + h, known, design.season))
    );
  });
}

/** Steps after the turned values; those beyond what the design has go on from the forecast itself. */
function courseAfter(
  turned: Float64Array,
  design: Design,
  transform: Transform,
  horizon: number,
  differences: (course: Float64Array, known: number) => Float64Array
): Float64Array {
  const known = turned.length;
  const blocks = Math.ceil(horizon / design.ahead);
  const course = new Float64Array(known + blocks * design.ahead);
  course.set(turned);
  for (let block = 0; block < blocks; block++) {
    const at = known + block * design.ahead;
    addSteps(course, at, design, transform, differences(course, at));
  }
  return course.slice(known, known + horizon);
}

/** Puts the steps after `known` into the course. */
export function addSteps(
  course: Float64Array,
  known: number,
  design: Design,
  { low, high }: Transform,
  differences: Float64Array
): void {
  for (let h = 0; h < design.ahead; h++) {
    const value = course[known - design.lags + baseOf(design, h)] + differences[h];
    course[known + h] = Math.min(high, Math.max(low, value));
  }
}

/** A course under way: the turned values, and room for the steps asked for. */
export interface Underway {
  readonly part: RidgePart;
  readonly course: Float64Array;
  readonly known: number;
}

export function startCourse(part: RidgePart, past: Past, horizon: number): Underway {
  const { transform, effects } = part;
  const { ahead, lags, season } = part.design;
  const known = past.values.length;
  // Waves are told by the place in the whole series, so that the lags alone do not do.
  const course = new Float64Array(known + Math.ceil(horizon / ahead) * ahead);
  for (let i = known - lags; i < known; i++) {
    course[i] = turn(transform, past.values[i]) - effectAt(effects, past, i, known, season);
  }
  return { part, course, known };
}

/** The columns of a course's block of steps (from 0). */
export function columnsOf({ part, course, known }: Underway, block: number): Float64Array {
  return columnsAt(course, known + block * part.design.ahead, part.design, part.scale);
}
