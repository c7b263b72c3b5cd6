/** Where a minimum was found. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
}

/** Relative step of the difference quotients: about the cube root of a likelihood's rounding errors. */
const STEP = 1e-5;
/** No coordinate moves further at once: numbers of 2 are partial autocorrelations of 0.9 already. */
const FARTHEST = 2;

function gradientOf(f: (at: Float64Array) => number, at: Float64Array, target: Float64Array): void {
  for (let i = 0; i < at.length; i++) {
    const held = at[i];
    const step = STEP * Math.max(1, Math.abs(held));
    at[i] = held + step;
    const above = f(at);
    at[i] = held - step;
    const below = f(at);
    at[i] = held;
    const quotient = (above - below) / (2 * step);
    target[i] = Number.isFinite(quotient) ? quotient : 0;
  }
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) {
    sum += left[i] * right[i];
  }
  return sum;
}

/**
 * The Broyden-Fletcher-Goldfarb-Shanno method with difference quotients and a line search that goes back (Nocedal and Wright 2006, chapter 6). `f` may be infinite
 * where it is not defined, but not at `start`. It ends where the gradient or what a step gains is below `tolerance`, or after `rounds`.
 */
export function minimise(
  f: (at: Float64Array) => number,
  start: Float64Array,
  { rounds = 100, tolerance = 1e-9 }: { readonly rounds?: number; readonly tolerance?: number } = {}
): Minimum {
  const size = start.length;
  let at = Float64Array.from(start);
  let value = f(at);
  const gradient = new Float64Array(size);
  gradientOf(f, at, gradient);
  const inverse = new Float64Array(size * size);
  const reset = (): void => {
    inverse.fill(0);
    const length = Math.sqrt(dot(gradient, gradient));
    for (let i = 0; i < size; i++) {
      inverse[i * size + i] = 1 / Math.max(1, length);
    }
  };
  reset();
  let isFresh = true;
  const nextGradient = new Float64Array(size);
  const direction = new Float64Array(size);
  for (let round = 0; round < rounds && size > 0; round++) {
    let widest = 0;
    for (let i = 0; i < size; i++) {
      direction[i] = -dot(inverse.subarray(i * size, (i + 1) * size), gradient);
      widest = Math.max(widest, Math.abs(direction[i]));
    }
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      if (isFresh) {
        break;
      }
      reset();
      isFresh = true;
      continue;
    }
    if (widest > FARTHEST) {
      for (let i = 0; i < size; i++) {
        direction[i] *= FARTHEST / widest;
      }
      slope *= FARTHEST / widest;
    }
    let length = 1;
    let next = at;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 30; tries++) {
      next = at.map((one, i) => one + length * direction[i]);
      nextValue = f(next);
      if (nextValue <= value + 1e-4 * length * slope) {
        break;
      }
      // The parabola through both values and the slope has its lowest point here.
      const bend = Number.isFinite(nextValue) ? (-slope * length) / (2 * (nextValue - value - slope * length)) : 0.1;
      length *= Math.min(0.5, Math.max(0.1, bend));
    }
    const gained = value - nextValue;
    if (!(gained > 0)) {
      if (isFresh) {
        break;
      }
      reset();
      isFresh = true;
      continue;
    }
    gradientOf(f, next, nextGradient);
    const step = next.map((one, i) => one - at[i]);
    const turn = nextGradient.map((one, i) => one - gradient[i]);
    at = next;
    value = nextValue;
    gradient.set(nextGradient);
    update(inverse, step, turn, isFresh);
    isFresh = false;
    const steepest = gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    if (steepest < 1e-7 || (gained < tolerance && steepest < 1e-3) || gained < tolerance * 1e-3) {
      break;
    }
  }
  return { at, value };
}

/** The update of the inverse Hessian by a step and what the gradient turned over it; the first one scales it (Nocedal and Wright 2006, 6.20). */
function update(inverse: Float64Array, step: Float64Array, turn: Float64Array, isFirst: boolean): void {
  const size = step.length;
  const curvature = dot(step, turn);
  if (!(curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(turn, turn)))) {
    return;
  }
  if (isFirst) {
    inverse.fill(0);
    for (let i = 0; i < size; i++) {
      inverse[i * size + i] = curvature / dot(turn, turn);
    }
  }
  const turned = Float64Array.from({ length: size }, (_, i) => dot(inverse.subarray(i * size, (i + 1) * size), turn));
  const scale = (1 + dot(turn, turned) / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      inverse[i * size + j] += scale * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / curvature;
    }
  }
}
