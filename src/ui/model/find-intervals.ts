import type { AnomalyInterval } from '../../../contract/detection.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { SourceSeries, Thresholds } from './anomaly-series.ts';

/** The severity of a score at the given thresholds, or null. */
export function severityAt(score: number | null | undefined, at: Thresholds): Severity | null {
  if (score === null || score === undefined || Number.isNaN(score)) {
    return null;
  }
  return SEVERITIES.findLast((severity) => score >= at[severity]) ?? null;
}

/** Severity of each point to mark: anomalous (where the series says so) and at least `least`. */
export function markPoints(series: SourceSeries, at: Thresholds, least: Severity): Array<Severity | null> {
  const { anomaly, score, times } = series;
  const lowest = SEVERITIES.indexOf(least);
  return times.map((_time, index) => {
    if (anomaly && !anomaly[index]) {
      return null;
    }
    const severity = score ? severityAt(score[index], at) : anomaly ? 'medium' : null;
    return severity && SEVERITIES.indexOf(severity) >= lowest ? severity : null;
  });
}

/**
 * Runs of marked points as intervals, for data that brings points only. What an explanation needs and such data lacks is left out:
 * the summary says just what was seen. `summarize` gives that sentence.
 */
export function findIntervals(
  series: SourceSeries,
  marks: ReadonlyArray<Severity | null>,
  summarize: (interval: Omit<AnomalyInterval, 'explanation'>) => string
): AnomalyInterval[] {
  const found: AnomalyInterval[] = [];
  for (let start = 0; start < marks.length; start++) {
    if (marks[start] === null) {
      continue;
    }
    let end = start;
    let peak = start;
    while (end + 1 < marks.length && marks[end + 1] !== null) {
      end++;
      peak = (series.score?.[end] ?? 0) > (series.score?.[peak] ?? 0) ? end : peak;
    }
    const bare = intervalAt(series, start, end, peak, marks[peak] ?? 'low');
    found.push({ ...bare, explanation: { summary: summarize(bare), facts: [], contributions: [] } });
    start = end;
  }
  return found;
}

function intervalAt(
  series: SourceSeries,
  start: number,
  end: number,
  peak: number,
  severity: Severity
): Omit<AnomalyInterval, 'explanation'> {
  const at = (column: SourceSeries['value']) => column?.[peak] ?? Number.NaN;
  const value = at(series.value);
  const expected = at(series.expected);
  return {
    id: `${series.name}:${series.times[start]}`,
    start: series.times[start],
    end: series.times[end],
    peak: series.times[peak],
    score: at(series.score),
    confidence: Number.NaN,
    severity,
    type: 'unusual_pattern',
    typeProbability: 0,
    direction: value < expected ? 'below' : 'above',
    value,
    expected,
    lower: at(series.lower),
    upper: at(series.upper),
  };
}
