import type { Field } from '@grafana/data';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { confidenceOf, interpretScores } from '../../../contract/interpretation.ts';
import type { Interpretation, PeakedRun, ScoredColumns } from '../../../contract/interpretation.ts';
import type { Column, SourceSeries } from './anomaly-series.ts';
import { intervalSummary } from './interval-summary.ts';

/**
 * Series whose scores are raw (asked for with direction `both` and no smallest deviation), marked as other settings would have it: what the backend does,
 * without asking it. An interval with the same peak as one the backend told keeps its type and explanation; of others there is just what was seen.
 * `formatOf` gives how a field's values are written.
 */
export function reinterpret(
  series: readonly SourceSeries[],
  settings: Interpretation,
  formatOf: (field: Field) => (value: number) => string
): SourceSeries[] {
  return series.map((one) => {
    if (!one.score || !one.meta) {
      return one;
    }
    const columns = {
      values: toNumbers(one.value, one.times.length),
      expected: toNumbers(one.expected, one.times.length),
      score: toNumbers(one.score, one.times.length),
    };
    const { score, anomaly, runs } = interpretScores(columns, settings);
    const told = new Map(one.meta.intervals.map((interval) => [interval.peak, interval]));
    const intervals = runs.map((run) => intervalOf(one, columns, run, told.get(one.times[run.peak]), formatOf));
    return {
      ...one,
      score: Array.from(score, (value) => (Number.isNaN(value) ? null : value)),
      anomaly: Array.from(anomaly, (flag) => flag === 1),
      meta: { ...one.meta, sensitivity: settings.sensitivity, minSeverity: settings.minSeverity, intervals },
    };
  });
}

function toNumbers(column: Column | undefined, length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => column?.[i] ?? Number.NaN);
}

function intervalOf(
  { name, field, times, lower, upper }: SourceSeries,
  { values, expected }: ScoredColumns,
  { first, last, peak, score, severity }: PeakedRun,
  told: AnomalyInterval | undefined,
  formatOf: (field: Field) => (value: number) => string
): AnomalyInterval {
  // One that began before the range keeps the start the backend knows.
  const start = told && first === 0 && told.start < times[0] ? told.start : times[first];
  const end = times[last];
  if (told) {
    return { ...told, start, end, score, severity };
  }
  const isMissing = Number.isNaN(values[peak]);
  const bare: Omit<AnomalyInterval, 'explanation'> = {
    id: `${name}:${start}`,
    start,
    end,
    peak: times[peak],
    score,
    confidence: confidenceOf(score),
    severity,
    type: 'unusual_pattern',
    typeProbability: 0,
    ...(isMissing ? { missing: true } : {}),
    direction: isMissing || values[peak] < expected[peak] ? 'below' : 'above',
    value: values[peak],
    expected: expected[peak],
    lower: lower?.[peak] ?? Number.NaN,
    upper: upper?.[peak] ?? Number.NaN,
  };
  return { ...bare, explanation: { summary: intervalSummary(bare, formatOf(field)), facts: [], contributions: [] } };
}
