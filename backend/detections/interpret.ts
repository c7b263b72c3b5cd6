import { createHash } from 'node:crypto';
import type { Explanation } from '../../contract/detection.ts';
import { confidenceOf, interpretScores } from '../../contract/interpretation.ts';
import type { Interpretation, Run } from '../../contract/interpretation.ts';
import type { AnomalyEvidence } from '../anomaly-types/evidence.ts';
import type { Scored } from '../detectors/detector.ts';
import { labelsKey } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import type { UntypedDetection, UntypedInterval } from './detection.ts';

/** What interpretation needs beside scores and thresholds. */
export interface InterpretationContext {
  /** Distance between points in ms. */
  readonly step: number;
  /** The query's expression, for ids and types. */
  readonly expr?: string;
  /** Grafana unit id of the values. */
  readonly unit?: string;
  /** Why the point at this index of the series has its score; asked once an interval, at its peak. */
  explain(index: number): Explanation;
}

/** How much of the series before an anomaly its type is told from. */
const LEAD_MS = 2 * 3_600_000;
const LEAD_POINTS = 24;

/**
 * Anomalies from scores: thresholds, direction and smallest deviations. Touches no model, so moving a slider costs this alone.
 *
 * `anomaly` is 1 exactly where the score (0 where direction or a smallest deviation rule the point out) reaches the low threshold of the
 * sensitivity. Such points up to `BRIDGE` points apart make one interval; it starts and ends with a point that passes, has the
 * severity and confidence of its highest score, and keeps its id while it grows. Entries are one a point of `series`. Types are told
 * afterwards, of all intervals of a query at once (name-types.ts).
 */
export function interpret(
  series: Series,
  scored: Scored,
  settings: Interpretation,
  context: InterpretationContext
): UntypedDetection {
  const { expected, lower, upper } = scored;
  const { score, anomaly, runs } = interpretScores({ values: series.values, expected, score: scored.score }, settings);
  const intervals = runs.map((run): UntypedInterval => {
    const { peak, severity } = run;
    return { ...describe(series, scored, run, peak, context), score: run.score, severity };
  });
  return { series, score, expected, lower, upper, anomaly, intervals };
}

function describe(
  series: Series,
  scored: Scored,
  run: Run,
  peak: number,
  context: InterpretationContext
): Omit<UntypedInterval, 'score' | 'severity'> {
  const { times, values } = series;
  const { expected, lower, upper, score } = scored;
  const explanation = context.explain(peak);
  const isMissing = Number.isNaN(values[peak]);
  const direction = isMissing || values[peak] < expected[peak] ? 'below' : 'above';
  const start = times[run.first];
  return {
    id: idOf(series, start, context.expr),
    start,
    end: times[run.last],
    peak: times[peak],
    confidence: confidenceOf(score[peak]),
    evidence: isMissing
      ? null
      : { ...surroundings(series, scored, run, context), peak: times[peak], direction, sigmas: sigmasOf(explanation) },
    ...(isMissing ? { missing: true } : {}),
    direction,
    value: values[peak],
    expected: expected[peak],
    lower: lower[peak],
    upper: upper[peak],
    explanation,
  };
}

/** Points before an anomaly that its type is told from. */
export function leadOf(step: number): number {
  return Math.max(LEAD_POINTS, Math.ceil(LEAD_MS / step));
}

/** What a type is told from, of the interval and of what stood before it. */
function surroundings(
  { times, values, labels }: Series,
  { expected }: Scored,
  run: Run,
  { step, expr, unit }: InterpretationContext
): Omit<AnomalyEvidence, 'peak' | 'direction' | 'sigmas'> {
  const lead = leadOf(step);
  const from = Math.max(0, run.first - lead);
  const window = {
    times: times.subarray(from, run.last + 1),
    values: values.subarray(from, run.last + 1),
    expected: expected.subarray(from, run.last + 1),
  };
  return {
    metricName: labels.__name__ ?? '',
    labels,
    unit,
    expr,
    window,
    start: times[run.first],
    end: times[run.last],
    step,
  };
}

/** The signed distance from the expected value in robust standard deviations, of the contributor with the largest share. */
export function sigmasOf({ contributions }: Explanation): number {
  let largest = 0;
  let sigmas = 0;
  for (const contribution of contributions) {
    if (contribution.share > largest) {
      largest = contribution.share;
      sigmas = contribution.sigmas;
    }
  }
  return sigmas;
}

/** Equal for the same series, query and start, whatever the range or the sensitivity it was found with. */
function idOf(series: Series, start: number, expr = ''): string {
  return createHash('sha256')
    .update(`${labelsKey(series.labels)}\n${expr}\n${start}`)
    .digest('hex')
    .slice(0, 16);
}
