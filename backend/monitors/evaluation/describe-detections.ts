import { createHash } from 'node:crypto';
import { confidenceOf } from '../../../contract/interpretation.ts';
import { isAtLeast, severityOf } from '../../../contract/severity.ts';
import { unitOf } from '../../../contract/units.ts';
import { classifyAnomalies } from '../../anomaly-types/classify.ts';
import type { AnomalyEvidence } from '../../anomaly-types/evidence.ts';
import { leadOf, sigmasOf } from '../../detections/interpret.ts';
import { displayName } from '../../series/display-name.ts';
import type { DetectionRow, Json, MonitorRow, SuppressionRow } from '../../store/monitors/records.ts';
import type { Feedback } from '../adjustment.ts';
import type { MonitorPlan } from '../monitor-plan.ts';
import type { MonitorSpec } from '../monitor-spec.ts';
import type { StretchOutcome } from './evaluate-stretch.ts';
import { QUERY_LABEL, queryName } from './monitor-source.ts';
import type { GrowingRun, WatchedSeries } from './watched.ts';

/** The type of a run is told from at most this much of it; one that goes on for longer has its type, ms. */
const MOST_TYPED_MS = 12 * 3_600_000;

/** Values of one series and what was expected, over instants of the past. */
export interface PastValues {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly expected: Float64Array;
}

export interface DescribeContext {
  readonly row: MonitorRow;
  readonly spec: MonitorSpec;
  readonly plan: MonitorPlan;
  readonly feedback: Feedback;
  readonly suppressions: readonly SuppressionRow[];
  /** What the results hold of these series from `from` on, the stretch just evaluated included; by ordinal. */
  past(ordinals: readonly number[], from: number): Promise<ReadonlyMap<number, PastValues>>;
}

interface Severe {
  readonly series: WatchedSeries;
  readonly run: GrowingRun;
  readonly isOpen: boolean;
  readonly severity: 'low' | 'medium' | 'high';
}

/** Rows of the runs that opened, went on or ended, and are severe enough; `run.kept` says afterwards what was made of each. */
export async function describeDetections(
  { changes }: Pick<StretchOutcome, 'changes'>,
  context: DescribeContext
): Promise<DetectionRow[]> {
  const { sensitivity, minSeverity } = context.plan.interpretation;
  const severe = changes.flatMap(({ series, run, isOpen }): Severe[] => {
    const severity = severityOf(run.peak.score, sensitivity);
    return severity && (run.kept || isAtLeast(severity, minSeverity)) ? [{ series, run, isOpen, severity }] : [];
  });
  if (severe.length === 0) {
    return [];
  }
  const types = await typesOf(severe, context);
  return severe.map((one, i) => rowOf(one, types[i], context));
}

async function typesOf(
  severe: readonly Severe[],
  context: DescribeContext
): Promise<{ readonly type: string; readonly probability: number }[]> {
  const { step } = context.plan;
  const isTold = ({ run }: Severe): boolean =>
    !Number.isNaN(run.peak.value) && (run.kept === null || run.end - run.start <= MOST_TYPED_MS);
  const told = severe.filter(isTold);
  const from = Math.min(...told.map(({ run }) => Math.max(run.start, run.end - MOST_TYPED_MS))) - leadOf(step) * step;
  const past =
    told.length === 0
      ? new Map<number, PastValues>()
      : await context.past(
          told.map(({ series }) => series.ordinal),
          from
        );
  const evidence = told.map((one) => evidenceOf(one, past.get(one.series.ordinal), context));
  const found = await classifyAnomalies(evidence);
  return severe.map((one) => {
    const index = told.indexOf(one);
    const { kept } = one.run;
    return index >= 0
      ? found[index]
      : { type: kept?.type ?? 'unusual_pattern', probability: kept?.typeProbability ?? 0 };
  });
}

function evidenceOf(
  { series, run }: Severe,
  past: PastValues | undefined,
  { spec, plan }: DescribeContext
): AnomalyEvidence {
  const { peak } = run;
  const expr = exprOf(series, spec);
  const metricName = series.labels.__name__ ?? '';
  const none = Float64Array.of(peak.time);
  const window = past ?? { times: none, values: Float64Array.of(peak.value), expected: Float64Array.of(peak.expected) };
  return {
    metricName,
    labels: series.labels,
    unit: unitOf(metricName, expr),
    expr,
    window,
    start: run.start,
    end: run.end,
    peak: peak.time,
    direction: directionOf(run),
    sigmas: sigmasOf(peak.explanation),
    step: plan.step,
  };
}

function rowOf(
  { series, run, isOpen, severity }: Severe,
  { type, probability }: { readonly type: string; readonly probability: number },
  context: DescribeContext
): DetectionRow {
  const { row, spec, plan, feedback, suppressions } = context;
  const id = run.kept?.id ?? detectionId(row.id, series.key, run.start);
  run.kept = { id, severity, type, typeProbability: probability };
  const { peak } = run;
  const { labels } = series;
  const expr = exprOf(series, spec);
  const detail: Json = {
    peak: peak.time,
    confidence: confidenceOf(peak.score),
    typeProbability: probability,
    direction: directionOf(run),
    value: numberOrNull(peak.value),
    expected: numberOrNull(peak.expected),
    lower: numberOrNull(peak.lower),
    upper: numberOrNull(peak.upper),
    missing: Number.isNaN(peak.value),
    sigmas: sigmasOf(peak.explanation),
    explanation: peak.explanation,
    series: displayName(labels, legendOf(series, spec), expr),
    expr,
    detector: plan.detector.id,
    step: plan.step,
  };
  const { start, end } = run;
  const suppression = feedback.suppressionOf({ labels, start, end }, suppressions);
  const { owner, version } = row;
  const { score } = peak;
  return {
    id,
    owner,
    monitor: row.id,
    version,
    seriesKey: series.key,
    labels,
    start,
    end,
    open: isOpen,
    severity,
    type,
    score,
    detail,
    suppression,
  };
}

/** Equal for the same series and start of one monitor. */
export function detectionId(monitor: string, key: string, start: number): string {
  return createHash('sha256').update(`${monitor}\n${key}\n${start}`).digest('hex').slice(0, 20);
}

/** The place of a series' query in the spec. */
function queryOf({ labels }: WatchedSeries, { queries }: MonitorSpec): MonitorSpec['queries'][number] {
  const place = queries.length === 1 ? 0 : queries.findIndex((_, i) => queryName(i) === labels[QUERY_LABEL]);
  return queries[Math.max(0, place)];
}

function exprOf(series: WatchedSeries, spec: MonitorSpec): string {
  return queryOf(series, spec).expr;
}

function legendOf(series: WatchedSeries, spec: MonitorSpec): string {
  return queryOf(series, spec).legend;
}

function directionOf({ peak }: GrowingRun): 'above' | 'below' {
  return Number.isNaN(peak.value) || peak.value < peak.expected ? 'below' : 'above';
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
