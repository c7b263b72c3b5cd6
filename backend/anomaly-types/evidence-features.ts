import { longestRangeIn } from '../../contract/promql.ts';
import type { AnomalyEvidence } from './evidence.ts';
import { SHAPES, coreOf, shapeOf } from './shape.ts';
import { SIGNAL_KINDS, signalOf } from './signal.ts';

/** Numbers an anomaly's type is told from, in the order of `evidenceFeatures`. */
export const EVIDENCE_FEATURES = [
  ...SIGNAL_KINDS.map((kind) => `measures ${kind}`),
  ...SHAPES.map((shape) => `shape ${shape}`),
  'more',
  'factor',
  'doubled',
  'minutes',
  'points',
  'steepest',
  'straight',
  'sustained',
  'balance',
  'flips',
] as const;

/** Distances within which values count as expected, in robust standard deviations. */
const FAR_SIGMAS = 2;
/** Factors beyond these say no more. */
const LARGEST_OCTAVES = 4;

/**
 * What an interval is like, as numbers of about unit size, finite whatever the evidence: what the series measures and the shape (one of each is 1);
 * `more`: 1 where the quantity measured is more than expected, -1 where less; factor and duration (beyond half the height) on
 * logarithmic scales; `doubled`: at least twice
 * the expected value; `steepest`: share of
 * the way to the peak that came within one point (or the points the query averages over); `straight`: how well a line fits the way there (R squared);
 * `sustained`: share of the interval beyond half the peak; `balance` and `flips`: how evenly it swings to both sides, and how often. Magnitudes in the unit
 * of the series, names and services are not among them, so that what is learned holds for others.
 */
export function evidenceFeatures(evidence: AnomalyEvidence): Float32Array {
  const { window, expr, step, direction } = evidence;
  const smoothing = expr && step > 0 ? Math.ceil(longestRangeIn(expr) / step) : 0;
  const shape = shapeOf(window, evidence, sigmaOf(evidence), smoothing);
  const signal = signalOf(evidence);
  const factor = Math.log2(factorOf(evidence));
  const way = wayToPeak(evidence);
  const { times, residuals: inside } = residualsInside(evidence);
  const sign = direction === 'above' ? 1 : -1;
  const core = coreOf(times, inside, sign);
  return Float32Array.from([
    ...SIGNAL_KINDS.map((kind) => Number(kind === signal.kind)),
    ...SHAPES.map((one) => Number(one === shape)),
    (direction === 'above') !== signal.inverted ? 1 : -1,
    finite(factor, LARGEST_OCTAVES) / LARGEST_OCTAVES,
    Number(factor >= 1),
    Math.log2(1 + core / 60_000) / 10,
    Math.log2(1 + inside.length) / 8,
    steepestShare(way, Math.max(1, smoothing)),
    straightness(way),
    sustainedShare(inside, sign),
    ...swings(inside, FAR_SIGMAS * sigmaOf(evidence)),
  ]);
}

/** A number within +-limit; 0 for NaN. */
function finite(value: number, limit: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-limit, Math.min(limit, value));
}

/** One robust standard deviation in the series' unit, from the peak's distance in both. */
function sigmaOf({ window, peak, sigmas }: AnomalyEvidence): number {
  const at = window.times.indexOf(peak);
  const distance = at < 0 ? Number.NaN : Math.abs(window.values[at] - window.expected[at]);
  return distance > 0 && Math.abs(sigmas) > 0 ? distance / Math.abs(sigmas) : Number.POSITIVE_INFINITY;
}

/** The peak as a multiple of what was expected there; NaN where that is not above 0. */
function factorOf({ window, peak }: AnomalyEvidence): number {
  const at = window.times.indexOf(peak);
  const factor = at >= 0 && window.expected[at] > 0 ? window.values[at] / window.expected[at] : Number.NaN;
  return factor > 0 ? factor : Number.NaN;
}

/** Values up to the peak, turned so that the peak lies above. */
function wayToPeak({ window, peak, direction }: AnomalyEvidence): number[] {
  const sign = direction === 'above' ? 1 : -1;
  const way: number[] = [];
  for (let i = 0; i < window.times.length && window.times[i] <= peak; i++) {
    if (Number.isFinite(window.values[i])) {
      way.push(sign * window.values[i]);
    }
  }
  return way;
}

function residualsInside({ window, start, end }: AnomalyEvidence): { times: number[]; residuals: number[] } {
  const times: number[] = [];
  const residuals: number[] = [];
  for (let i = 0; i < window.times.length; i++) {
    const residual = window.values[i] - window.expected[i];
    if (window.times[i] >= start && window.times[i] <= end && Number.isFinite(residual)) {
      times.push(window.times[i]);
      residuals.push(residual);
    }
  }
  return { times, residuals };
}

/** Share of the whole rise that comes within `width` points: 1 for a step. */
function steepestShare(way: readonly number[], width: number): number {
  const rise = Math.max(...way) - Math.min(...way);
  let steepest = 0;
  for (let i = 1; i < way.length; i++) {
    steepest = Math.max(steepest, way[i] - way[Math.max(0, i - width)]);
  }
  return rise > 0 && Number.isFinite(rise) ? steepest / rise : 0;
}

/** R squared of a line through the way. */
function straightness(way: readonly number[]): number {
  const n = way.length;
  const largest = way.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (n < 3 || !(largest > 0)) {
    return 0;
  }
  const unit = way.map((value) => value / largest);
  const mean = unit.reduce((sum, value) => sum + value, 0) / n;
  const middle = (n - 1) / 2;
  let cross = 0;
  let square = 0;
  let across = 0;
  unit.forEach((value, i) => {
    cross += (i - middle) * (value - mean);
    square += (value - mean) ** 2;
    across += (i - middle) ** 2;
  });
  return square > 0 && cross > 0 ? finite((cross * cross) / (square * across), 1) : 0;
}

function sustainedShare(inside: readonly number[], sign: number): number {
  const peak = inside.reduce((most, residual) => Math.max(most, sign * residual), 0);
  return peak > 0 ? inside.filter((residual) => sign * residual >= peak / 2).length / inside.length : 0;
}

/** Balance of far points to either side (0 one-sided, 0.5 even), and changes of side a far point. */
function swings(inside: readonly number[], far: number): [number, number] {
  const sides = inside.filter((residual) => Math.abs(residual) > far).map(Math.sign);
  const above = sides.filter((side) => side > 0).length;
  const flips = sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length;
  return sides.length > 0 ? [Math.min(above, sides.length - above) / sides.length, flips / sides.length] : [0, 0];
}
