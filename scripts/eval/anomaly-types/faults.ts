import type { AnomalyType } from '../../../contract/fields.ts';
import { longestRangeIn, metricNamesIn } from '../../../contract/promql.ts';
import { unitOf } from '../../../contract/units.ts';
import type { AnomalyEvidence } from '../../../backend/anomaly-types/evidence.ts';
import type { Random } from '../../../backend/features/random.ts';
import type { Catalogue, Family } from './catalogue.ts';

/** How a fault goes: away at once, to a new level for an hour and more, slowly, or to and fro. */
export type Course = 'spike' | 'shift' | 'ramp' | 'unsteady';

/** A fault with the type a person would give it. */
export interface TypedFault {
  readonly evidence: AnomalyEvidence;
  readonly type: AnomalyType;
}

/** What tells training from judging: names, services and magnitudes. */
export interface World {
  readonly metrics: Catalogue;
  readonly services: readonly string[];
  /** Levels as powers of ten, and distances in sigmas; a range of them is drawn from first. */
  readonly levels: readonly (readonly [number, number])[];
  readonly sigmas: readonly (readonly [number, number])[];
}

/** Which type a deviation is, by what is measured, side and course. `slight`: below twice the usual value. */
export function typeOf(family: Family, side: 'above' | 'below', course: Course, slight: boolean): AnomalyType {
  if (course === 'unsteady') {
    return 'unusual_pattern';
  }
  const harmful: Partial<Record<`${Family} ${'above' | 'below'}`, AnomalyType>> = {
    'cpu busy above': 'cpu_overload',
    'cpu idle below': 'cpu_overload',
    'memory used above': course === 'ramp' ? 'memory_leak' : 'resource_spike',
    'memory free below': course === 'ramp' ? 'memory_leak' : 'resource_spike',
    'storage above': 'resource_spike',
    'resource above': course === 'ramp' ? 'performance_degradation' : 'resource_spike',
    'network above': 'resource_spike',
    'network below': 'throughput_drop',
    'latency above': course === 'spike' && !slight ? 'latency_spike' : 'performance_degradation',
    'errors above': 'error_rate_spike',
    'success below': 'error_rate_spike',
    'efficiency below': 'performance_degradation',
    'traffic below': 'throughput_drop',
  };
  return harmful[`${family} ${side}`] ?? 'unusual_pattern';
}

const STEPS_MS = [15_000, 60_000, 300_000];
const START = Date.UTC(2026, 2, 2);
const MINUTE = 60_000;
/** Points and time before the interval that interpretation hands over. */
const LEAD_POINTS = 24;
const LEAD_MS = 120 * MINUTE;
/** Distance from which points are marked. */
const MARKED_SIGMAS = 3.5;
/** Replies that are so many times slower are a spike, as they appear in the query: one that averages may flatten them. */
const SPIKE_FACTOR = 2;

function between(random: Random, [low, high]: readonly [number, number]): number {
  return low + (high - low) * random();
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const COURSES: Readonly<Record<Course, { readonly minutes: readonly [number, number] }>> = {
  spike: { minutes: [3, 40] },
  shift: { minutes: [75, 300] },
  ramp: { minutes: [45, 300] },
  unsteady: { minutes: [20, 180] },
};

/** A fault of the course, as interpretation would hand it over, at any time of its life; null where it never reaches the marks. */
export function makeFault(
  world: World,
  family: Family,
  side: 'above' | 'below',
  course: Course,
  random: Random
): TypedFault | null {
  const expr = pick(random, world.metrics[family]).replaceAll('SVC', pick(random, world.services));
  const step = pick(random, STEPS_MS);
  const level = 10 ** between(random, pick(random, world.levels));
  const slight = family === 'latency' && random() < 0.6;
  const distance = between(random, pick(random, world.sigmas));
  const factor = slight ? between(random, [1.2, 1.7]) : between(random, [2.3, 9]);
  const isFactor = family === 'latency' && side === 'above';
  const height = isFactor
    ? (factor - 1) * level
    : side === 'below'
      ? level * between(random, [0.35, 0.95])
      : distance * level * between(random, [0.01, 0.1]);
  const sigma = height / distance;
  const duration = Math.max(4 * step, between(random, COURSES[course].minutes) * MINUTE);
  const points = Math.ceil(duration / step);
  const before = Math.max(LEAD_POINTS, Math.ceil(LEAD_MS / step)) + Math.ceil(between(random, [0, 30]));
  const lived = Math.max(3, Math.ceil(points * (course === 'spike' ? 1 : between(random, [0.35, 1]))));
  const smoothing = Math.max(1, Math.ceil(longestRangeIn(expr) / step));
  const sign = side === 'above' ? 1 : -1;
  const after = lived < points ? 0 : Math.floor(between(random, [0, 30]));
  const shape = smoothed(
    Array.from({ length: before + lived + after }, (_, i) =>
      i < before || i >= before + lived ? 0 : courseAt(course, i - before, points, random)
    ),
    smoothing
  );
  const drift = between(random, [-2, 2]) * sigma;
  const followed = random() < 0.5 ? following(shape, between(random, [0, 0.7]), between(random, [5, 60])) : null;
  const times = Float64Array.from(shape, (_, i) => START + i * step);
  const usual = times.map((_, i) => level + (drift * i) / times.length);
  const expected = usual.map((one, i) => one + (followed ? sign * height * followed[i] : 0));
  const values = times.map((_, i) => usual[i] + sign * height * shape[i] + 0.8 * sigma * normal(random));
  return markedPart({ expr, step, sigma, direction: side, times, values, expected, before }, random, {
    family,
    course,
  });
}

function courseAt(course: Course, i: number, points: number, random: Random): number {
  switch (course) {
    case 'spike':
    case 'shift':
      return 1 + 0.1 * normal(random);
    case 'ramp':
      return Math.min(1, (i + 1) / points);
    case 'unsteady':
      return Math.floor(i / 3) % 2 === 0 ? 1 : -1;
  }
}

/**
 * What an expectation that adapts makes of a course: it follows a share of it with a memory of so many points, so that what comes after a fault lies on the
 * other side of it.
 */
function following(course: readonly number[], share: number, memory: number): number[] {
  let followed = 0;
  return course.map((value) => {
    const before = followed;
    followed += (share * value - followed) / memory;
    return before;
  });
}

/** What a query that averages over `width` points makes of a course. */
function smoothed(course: readonly number[], width: number): number[] {
  return course.map((_, i) => {
    const part = course.slice(Math.max(0, i - width + 1), i + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

interface Drawn {
  readonly expr: string;
  readonly step: number;
  readonly sigma: number;
  readonly direction: 'above' | 'below';
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly expected: Float64Array;
  readonly before: number;
}

function markedPart(
  { expr, step, sigma, direction, times, values, expected, before }: Drawn,
  random: Random,
  { family, course }: { readonly family: Family; readonly course: Course }
): TypedFault | null {
  const far = (i: number) => Math.abs(values[i] - expected[i]) / sigma;
  const indices = Array.from(times.keys()).slice(before);
  const first = indices.find((i) => far(i) >= MARKED_SIGMAS);
  const last = indices.findLast((i) => far(i) >= MARKED_SIGMAS);
  if (first === undefined || last === undefined) {
    return null;
  }
  const sign = direction === 'above' ? 1 : -1;
  const inside = indices.filter((i) => i >= first && i <= last);
  const peak = inside.reduce((best, i) =>
    sign * (values[i] - expected[i]) > sign * (values[best] - expected[best]) ? i : best
  );
  const lead = Math.max(LEAD_POINTS, Math.ceil(LEAD_MS / step));
  const cut = (column: Float64Array) => column.slice(Math.max(0, first - lead), last + 1);
  const metricName = random() < 0.3 && !expr.includes('(') ? (metricNamesIn(expr)[0] ?? '') : '';
  return {
    evidence: {
      metricName,
      labels: {},
      unit: unitOf(metricName, expr),
      expr,
      window: { times: cut(times), values: cut(values), expected: cut(expected) },
      start: times[first],
      end: times[last],
      peak: times[peak],
      direction,
      sigmas: ((values[peak] - expected[peak]) / sigma) * between(random, [0.8, 1.25]),
      step,
    },
    type: typeOf(family, direction, course, values[peak] < SPIKE_FACTOR * expected[peak]),
  };
}
