import { forecastGroup } from '../../../backend/forecasts/forecast-series.ts';
import { RESOLUTIONS, atStep, readMetrics } from './metric-series.ts';
import type { Metric, MetricSource, Resolution } from './metric-series.ts';

/** What one process does: one forecaster on one metric at one resolution. */
export interface MetricRun {
  readonly data: string;
  readonly source: MetricSource;
  readonly index: number;
  /** Index among the resolutions. */
  readonly resolution: number;
  readonly forecaster: string;
}

/** One entry an origin; ms are processor time. */
export interface MetricResult {
  readonly mase: readonly number[];
  readonly held: readonly number[];
  readonly ms: readonly number[];
}

const LEVEL = 0.95;
const ORIGINS = 4;
/** Part of a metric that every origin knows. */
const KNOWN = 0.5;
const DAY_MS = 86_400_000;

const read = new Map<MetricSource, readonly Metric[]>();

/** Forecasts of one metric from origins evenly over its second half, each from no more than the history before it. */
export async function runTask({ data, source, index, resolution, forecaster }: MetricRun): Promise<MetricResult> {
  const known = read.get(source) ?? (await readMetrics(data, source));
  read.set(source, known);
  const at = RESOLUTIONS[resolution];
  const metric = atStep(known[index], at.step);
  const result = { mase: [] as number[], held: [] as number[], ms: [] as number[] };
  for (const origin of metric ? originsOf(metric, at) : []) {
    const one = metric && (await judge(metric, origin, at, forecaster));
    if (one) {
      result.mase.push(one.mase);
      result.held.push(one.held);
      result.ms.push(one.ms);
    }
  }
  return result;
}

/** Counts of values known. None where the metric is too short to know a day, or twice the horizon. */
function originsOf({ values }: Metric, { step, horizon }: Resolution): number[] {
  const ahead = horizon / step;
  const [first, last] = [Math.max(Math.ceil(values.length * KNOWN), DAY_MS / step, 2 * ahead), values.length - ahead];
  return first > last
    ? []
    : Array.from({ length: ORIGINS }, (_, i) => Math.round(first + ((last - first) * i) / (ORIGINS - 1)));
}

async function judge(
  { start, values, name }: Metric,
  origin: number,
  { step, history, horizon }: Resolution,
  forecaster: string
): Promise<{ mase: number; held: number; ms: number } | null> {
  const from = Math.max(0, origin - history / step);
  const past = values.subarray(from, origin);
  const came = values.subarray(origin, origin + horizon / step);
  const scale = dailyScale(past, DAY_MS / step);
  if (!(scale > 0) || !came.some(Number.isFinite) || !Number.isFinite(past[past.length - 1])) {
    return null;
  }
  const times = Float64Array.from(past, (_, i) => start + (from + i) * step);
  const before = process.cpuUsage();
  const [{ mean, intervals }] = await forecastGroup([{ labels: { name }, times, values: past.slice() }], {
    forecaster,
    step,
    horizon,
    levels: [LEVEL],
    floor: 'auto',
    ceiling: 'none',
    paths: 0,
  });
  const { user, system } = process.cpuUsage(before);
  const [{ lower, upper }] = intervals;
  const judged = [...came.keys()].filter((i) => Number.isFinite(came[i]));
  const meanOf = (of: (i: number) => number): number => judged.reduce((sum, i) => sum + of(i), 0) / judged.length;
  return {
    mase: meanOf((i) => Math.abs(came[i] - mean[i])) / scale,
    held: meanOf((i) => (came[i] >= lower[i] && came[i] <= upper[i] ? 1 : 0)),
    ms: (user + system) / 1000,
  };
}

/** Mean absolute difference to a day before, or to the value before where there is no more than a day. */
function dailyScale(past: Float64Array, day: number): number {
  const lag = past.length > 1.5 * day ? day : 1;
  let [sum, count] = [0, 0];
  for (let i = lag; i < past.length; i++) {
    const difference = Math.abs(past[i] - past[i - lag]);
    if (Number.isFinite(difference)) {
      sum += difference;
      count++;
    }
  }
  return sum / count;
}
