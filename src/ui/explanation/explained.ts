import { FieldType, formattedValueToString, getValueFormat } from '@grafana/data';
import type { AnomalyInterval, Explanation } from '../../../contract/detection.ts';
import { unitOf } from '../../../contract/units.ts';
import type { DetectionRecord } from '../../api/detections.ts';
import type { DrawnSeries } from '../model/anomaly-series.ts';

/** An anomaly with what its explanation needs of its series. */
export interface ExplainedAnomaly {
  readonly series: Pick<DrawnSeries, 'name' | 'field' | 'rows' | 'meta' | 'format'>;
  readonly interval: AnomalyInterval;
}

const NOTHING_TOLD: Explanation = { summary: '', facts: [], contributions: [] };

/** A kept detection as an anomaly to explain, its values in the unit that its query tells. */
export function explainedOf(record: DetectionRecord): ExplainedAnomaly {
  const { id, start, end, peak, score, confidence, severity, type, typeProbability, direction, missing } = record;
  const format = valueFormat(record);
  const orNaN = (value: number | null) => value ?? Number.NaN;
  return {
    series: {
      name: record.series,
      field: { name: 'value', type: FieldType.number, config: {}, values: [] },
      rows: [],
      format,
    },
    interval: {
      id,
      start,
      end,
      peak,
      score,
      confidence,
      severity,
      type,
      typeProbability,
      ...(missing ? { missing: true } : {}),
      direction,
      value: orNaN(record.value),
      expected: orNaN(record.expected),
      lower: orNaN(record.lower),
      upper: orNaN(record.upper),
      explanation: (record.explanation as Explanation | null) ?? NOTHING_TOLD,
    },
  };
}

/** Writes values of a detection in the unit of its metric and query. */
export function valueFormat({ labels, expr }: Pick<DetectionRecord, 'labels' | 'expr'>): (value: number) => string {
  const format = getValueFormat(unitOf(labels.__name__ ?? '', expr));
  return (value) => (Number.isFinite(value) ? formattedValueToString(format(value)) : '–');
}
