/** What changed: the level, the slope, or the spread around them. */
export type Kind = 'level' | 'trend' | 'variance';
export const KINDS: readonly Kind[] = ['level', 'trend', 'variance'];

/** A change within the latest points. Levels and spreads are in the values' unit, slopes in it a point. */
export interface Change {
  readonly kind: Kind;
  /** Index of the first point after the change. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** Points each side of a change needs: a level shows in three, a spread in eight. */
const LEAST = { level: 3, trend: 4, variance: 8 };

/** A line through the values, and what it leaves. */
function detrend(values: Float64Array): { rest: Float64Array; level: number; slope: number } {
  const n = values.length;
  const middle = (n - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let i = 0; i < n; i++) {
    sum += values[i];
    moment += (i - middle) * values[i];
  }
  const level = sum / n;
  const slope = (12 * moment) / (n * (n * n - 1));
  return { rest: values.map((value, i) => value - level - slope * (i - middle)), level, slope };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const squareOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

/**
 * Place of the best step, or bend, and the sum of squares left with it. `rest` is orthogonal to lines, so that of the new column (1 from the place
 * on, or 1, 2, 3, ...) only its own part beside a line counts; its sums have closed forms, and its product with `rest` runs along.
 */
function bestBreak(rest: Float64Array, total: number, isBend: boolean): { left: number; at: number } {
  const n = rest.length;
  const middle = (n - 1) / 2;
  const least = LEAST[isBend ? 'trend' : 'level'];
  let best = { left: total, at: n - least };
  let suffix = 0;
  let inner = 0;
  for (let at = n - 1; at >= least; at--) {
    suffix += rest[at];
    inner = isBend ? inner + suffix : suffix;
    const k = n - at;
    const sum = isBend ? (k * (k + 1)) / 2 : k;
    const square = isBend ? (k * (k + 1) * (2 * k + 1)) / 6 : k;
    const moment = isBend ? (at - 1 - middle) * sum + square : k * ((at + n - 1) / 2 - middle);
    const own = square - sum ** 2 / n - moment ** 2 / ((n * (n * n - 1)) / 12);
    const left = own > 1e-9 ? total - inner ** 2 / own : total;
    if (k >= least && left < best.left) {
      best = { left, at };
    }
  }
  return best;
}

function bestSpreadBreak(rest: Float64Array, floor: number): { cost: number; at: number } {
  const n = rest.length;
  const total = rest.reduce((sum, value) => sum + value * value, 0);
  let best = { cost: Number.POSITIVE_INFINITY, at: n - LEAST.variance };
  let before = 0;
  for (let at = 1; at <= n - LEAST.variance; at++) {
    before += rest[at - 1] ** 2;
    if (at >= LEAST.variance) {
      const after = Math.max(0, total - before);
      const cost = at * Math.log(before / at + floor) + (n - at) * Math.log(after / (n - at) + floor);
      if (cost < best.cost) {
        best = { cost, at };
      }
    }
  }
  return best;
}

/**
 * The change that explains the latest values best, of the kinds asked for: a step on a line, a bend of a line, or a line with two spreads, by
 * likelihood of normal errors (all have as many parameters; Chen & Gupta 2012, chapters 2 and 4). `noise`: the usual standard deviation, of which
 * a hundredth is the least that is told apart from none.
 */
export function nameChange(values: Float64Array, kinds: readonly Kind[], noise: number): Change {
  const n = values.length;
  const { rest } = detrend(values);
  const total = rest.reduce((sum, value) => sum + value * value, 0);
  const floor = Math.max((noise / 100) ** 2, Number.MIN_VALUE);
  let best: { kind: Kind; at: number; cost: number } = { kind: kinds[0], at: n - 1, cost: Number.POSITIVE_INFINITY };
  for (const kind of kinds) {
    const found =
      kind === 'variance' ? bestSpreadBreak(rest, floor) : costOf(bestBreak(rest, total, kind === 'trend'), n, floor);
    if (found.cost < best.cost) {
      best = { kind, ...found };
    }
  }
  return { kind: best.kind, at: best.at, ...sidesOf(values, best.kind, best.at) };
}

const costOf = ({ left, at }: { left: number; at: number }, n: number, floor: number) => ({
  at,
  cost: n * Math.log(Math.max(0, left) / n + floor),
});

/** Level, slope or standard deviation on either side. */
function sidesOf(values: Float64Array, kind: Kind, at: number): { before: number; after: number } {
  const sides = [values.slice(0, at), values.slice(at)];
  const of = (side: Float64Array): number => {
    if (kind === 'level') {
      return meanOf(side);
    }
    if (kind === 'trend') {
      return side.length > 1 ? detrend(side).slope : 0;
    }
    const middle = meanOf(side);
    return Math.sqrt(squareOf(side.map((value) => value - middle)));
  };
  return { before: of(sides[0]), after: of(sides[1]) };
}
