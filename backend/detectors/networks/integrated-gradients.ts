/** A function of a row, with its gradient. */
export type Differentiable = (row: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

/** What each entry of a row adds to a function's value over that at the baseline. */
export interface Attribution {
  readonly value: number;
  readonly baseline: number;
  /** Add up to `value` - `baseline`, but for the error of the integral. */
  readonly parts: Float64Array;
}

/** The integral's error that is aimed at, as a share of the change it explains (or of 1, where that is less). */
const TOLERANCE = 1e-4;
/** Halvings of a stretch of the path; a kink within the last is as good as found. */
const DEEPEST = 24;
/** Gradients a point may cost: a bound on time, far above what tanh networks need. */
const MOST_GRADIENTS = 4000;

/**
 * Integrated gradients (Sundararajan, Taly & Yan 2017) on the straight path from `baseline` to `row`: by adaptive Simpson rule, since unusual rows
 * lie so far out that equal steps would miss where the network bends. `breaks`: places on the path (0..1) where the function is known to have kinks.
 */
export function integratedGradients(
  of: Differentiable,
  row: Float64Array,
  baseline: Float64Array,
  breaks: readonly number[] = []
): Attribution {
  const path = row.map((value, i) => value - baseline[i]);
  const at = (alpha: number): Float64Array => of(path.map((step, i) => baseline[i] + alpha * step)).gradient;
  const value = of(row).value;
  const before = of(baseline).value;
  const sums = new Float64Array(row.length);
  const allowed = TOLERANCE * Math.max(1, Math.abs(value - before));
  const inner = [...new Set(breaks)].filter((alpha) => alpha > 0 && alpha < 1).sort((a, b) => a - b);
  const ends = [0, ...inner, 1];
  let left = MOST_GRADIENTS;

  const simpson = (a: Float64Array, m: Float64Array, b: Float64Array, width: number): Float64Array =>
    path.map((step, i) => ((a[i] + 4 * m[i] + b[i]) * width * step) / 6);
  const integrate = (
    from: number,
    to: number,
    a: Float64Array,
    m: Float64Array,
    b: Float64Array,
    depth: number
  ): void => {
    const middle = (from + to) / 2;
    const [first, second] = [at((from + middle) / 2), at((middle + to) / 2)];
    left -= 2;
    const whole = simpson(a, m, b, to - from);
    const halves = [simpson(a, first, m, middle - from), simpson(m, second, b, to - middle)];
    const error = whole.reduce((sum, part, i) => sum + Math.abs(halves[0][i] + halves[1][i] - part), 0);
    if (error <= (15 * allowed * Math.max(to - from, 1 / 64)) / 4 || depth === 0 || left <= 0) {
      halves.forEach((half) => half.forEach((part, i) => (sums[i] += part)));
      return;
    }
    integrate(from, middle, a, first, m, depth - 1);
    integrate(middle, to, m, second, b, depth - 1);
  };
  for (let k = 1; k < ends.length; k++) {
    // Just inside of kinks, where the gradient of the stretch is the one that counts.
    const inside = (ends[k] - ends[k - 1]) * 1e-9;
    const [from, to] = [ends[k - 1] + inside, ends[k] - inside];
    integrate(ends[k - 1], ends[k], at(from), at((from + to) / 2), at(to), DEEPEST);
  }
  return { value, baseline: before, parts: sums };
}
