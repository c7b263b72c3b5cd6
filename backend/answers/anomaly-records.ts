import { z } from 'zod';
import type { AnomalyInterval } from '../../contract/detection.ts';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import { unitOf } from '../../contract/units.ts';
import type { Labels } from '../series/series.ts';
import type { Detections } from './answer-query.ts';
import { RECOMMENDATIONS } from './recommendations.ts';

/** One anomaly as the API's record of it; numbers are null where there are none. */
export const anomalyResult = z.object({
  timestamp: z.iso.datetime().describe('When it was farthest from what was expected.'),
  componentType: z.string(),
  componentId: z.string(),
  metricName: z.string(),
  anomalyType: z.enum(ANOMALY_TYPES),
  anomalyScore: z.number().describe('0..1; 0.7, 0.8 and 0.9 are low, medium and high.'),
  confidence: z.number().describe('Calibrated probability that it is anomalous.'),
  severity: z.enum(SEVERITIES),
  actualValue: z.number().nullable(),
  expectedValue: z.number().nullable(),
  deviation: z.number().nullable().describe('Actual less expected value.'),
  threshold: z.number().nullable().describe('The edge of the band that was crossed.'),
  context: z
    .record(z.string(), z.unknown())
    .describe('Start and end, direction, unit, labels, query, and the explanation with its numbers.'),
  recommendations: z.array(z.string()),
});

export type AnomalyResult = z.infer<typeof anomalyResult>;

/** The anomalies of a query, what to tell the user, and how many models are still being fitted. */
export const anomalyReply = z.object({
  anomalies: z.array(anomalyResult),
  notices: z.array(z.object({ severity: z.enum(['info', 'warning']), text: z.string() })),
  pendingFits: z.number(),
});

export type AnomalyReply = z.infer<typeof anomalyReply>;

/** Labels a component is told by, the first one that a series has. */
export const COMPONENT_LABELS = ['service', 'job', 'instance'] as const;

export function componentOf(labels: Labels): { componentType: string; componentId: string } {
  const label = COMPONENT_LABELS.find((name) => labels[name]);
  return { componentType: label ?? 'query', componentId: label ? labels[label] : 'query' };
}

/** The records of a query's anomalies, by time. */
export function anomalyRecords({ read, results }: Detections): AnomalyResult[] {
  return results
    .flatMap(({ detection }) =>
      detection.intervals.map((interval) => toRecord(interval, detection.series.labels, read.expr))
    )
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

function toRecord(interval: AnomalyInterval, labels: Labels, expr: string): AnomalyResult {
  const { value, expected, direction, explanation } = interval;
  return {
    timestamp: new Date(interval.peak).toISOString(),
    ...componentOf(labels),
    metricName: labels.__name__ ?? expr,
    anomalyType: interval.type,
    anomalyScore: interval.score,
    confidence: interval.confidence,
    severity: interval.severity,
    actualValue: orNull(value),
    expectedValue: orNull(expected),
    deviation: orNull(value - expected),
    threshold: orNull(direction === 'above' ? interval.upper : interval.lower),
    context: {
      id: interval.id,
      start: new Date(interval.start).toISOString(),
      end: new Date(interval.end).toISOString(),
      direction,
      unit: unitOf(labels.__name__ ?? '', expr),
      labels,
      expr,
      explanation,
    },
    recommendations: [...RECOMMENDATIONS[interval.type]],
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
