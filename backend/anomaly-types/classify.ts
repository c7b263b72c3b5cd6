import type { AnomalyType } from '../../contract/fields.ts';
import { longestRangeIn } from '../../contract/promql.ts';
import type { Labels } from '../series/series.ts';
import { shapeOf } from './shape.ts';
import type { Shape, ShapeWindow } from './shape.ts';
import { signalOf } from './signal.ts';
import type { Signal } from './signal.ts';

/** What is known of an anomalous interval. Times in ms since the epoch. */
export interface AnomalyEvidence {
  /** The series' metric; empty where the expression left none. */
  readonly metricName: string;
  readonly labels: Labels;
  /** Grafana's unit id. */
  readonly unit?: string;
  readonly expr?: string;
  /** The interval with some of what stood before it: an hour or two lets a slow growth be told from a jump. */
  readonly window: ShapeWindow;
  readonly start: number;
  readonly end: number;
  readonly peak: number;
  readonly direction: 'above' | 'below';
  /** Distance of the peak from its expected value in robust standard deviations. */
  readonly sigmas: number;
  /** Detection step in ms. */
  readonly step: number;
}

/** One robust standard deviation in the series' unit, from the peak's distance in both. */
function sigmaOf({ window, peak, sigmas }: AnomalyEvidence): number {
  const at = window.times.indexOf(peak);
  const distance = at < 0 ? Number.NaN : Math.abs(window.values[at] - window.expected[at]);
  return distance > 0 && Math.abs(sigmas) > 0 ? distance / Math.abs(sigmas) : Number.POSITIVE_INFINITY;
}

/** A reply this many times slower than expected is a spike even before it is over. */
const SPIKE_FACTOR = 2;

/**
 * Which of the eight kinds an anomaly is, from what the series measures (its name, labels, expression and unit), the side it left
 * its expected value on, and the shape it did so in. A deviation that harms nobody (fewer errors, faster replies, a surge of
 * requests) and one that fits no rule is an `unusual_pattern`.
 */
export function classifyAnomaly(evidence: AnomalyEvidence): AnomalyType {
  const { window, expr, step, direction } = evidence;
  const smoothing = expr && step > 0 ? Math.ceil(longestRangeIn(expr) / step) : 0;
  const shape = shapeOf(window, evidence, sigmaOf(evidence), smoothing);
  return typeOf(signalOf(evidence), shape, direction, factorOf(evidence));
}

/** The peak as a multiple of what was expected there; NaN where that is not above 0. */
function factorOf({ window, peak }: AnomalyEvidence): number {
  const at = window.times.indexOf(peak);
  return at >= 0 && window.expected[at] > 0 ? window.values[at] / window.expected[at] : Number.NaN;
}

function typeOf({ kind, inverted }: Signal, shape: Shape, direction: 'above' | 'below', factor: number): AnomalyType {
  if (shape === 'unsteady') {
    return 'unusual_pattern';
  }
  const more = (direction === 'above') !== inverted;
  const slow = shape === 'ramp' || shape === 'shift' || factor < SPIKE_FACTOR;
  switch (kind) {
    case 'cpu':
      return more ? 'cpu_overload' : 'unusual_pattern';
    case 'memory':
      return more ? (shape === 'ramp' ? 'memory_leak' : 'resource_spike') : 'unusual_pattern';
    case 'storage':
    case 'network':
      return more ? 'resource_spike' : kind === 'network' ? 'throughput_drop' : 'unusual_pattern';
    case 'saturation':
      return more ? (shape === 'ramp' ? 'performance_degradation' : 'resource_spike') : 'unusual_pattern';
    case 'latency':
      return more ? (slow ? 'performance_degradation' : 'latency_spike') : 'unusual_pattern';
    case 'errors':
      return more ? 'error_rate_spike' : 'unusual_pattern';
    case 'success':
      return more ? 'unusual_pattern' : 'error_rate_spike';
    case 'efficiency':
      return more ? 'unusual_pattern' : 'performance_degradation';
    case 'traffic':
      return more ? 'unusual_pattern' : 'throughput_drop';
    case 'availability':
    case 'unknown':
      return 'unusual_pattern';
  }
}
