import { getFieldSeriesColor } from '@grafana/data';
import type { Field, GrafanaTheme2, TimeZone } from '@grafana/data';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { isAtLeast, thresholdsAt } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import { QUERY_DEFAULTS } from '../../../contract/query.ts';
import { alignSeries } from './align.ts';
import type { DrawnSeries, PlotModel, SourceSeries, Thresholds } from './anomaly-series.ts';
import { findIntervals, markPoints, severityAt } from './find-intervals.ts';
import { formatter } from './formatter.ts';
import { intervalSummary } from './interval-summary.ts';

export interface ModelOptions {
  /** Marks below it are left out; `query` takes what the query says. */
  readonly least: Severity | 'query';
  /** Replaces the thresholds that follow from the query's sensitivity. */
  readonly thresholds?: Thresholds;
}

/** The shared scale of series without a unit. */
export const PLAIN_SCALE = 'y';

/** Puts the series of a panel on one time axis and works out what to mark. */
export function buildModel(
  source: readonly SourceSeries[],
  options: ModelOptions,
  theme: GrafanaTheme2,
  timeZone?: TimeZone
): PlotModel {
  const { times, series } = alignSeries(source);
  const drawn = series.map((one, index) => drawSeries(one, source[index].times, index, options, theme, timeZone));
  return {
    times,
    series: drawn,
    hasScores: drawn.some((one) => one.score),
    anyScore: drawn.some((one) => one.score?.some((score) => typeof score === 'number' && !Number.isNaN(score))),
    pendingFits: Math.max(0, ...series.map((one) => one.meta?.pendingFits ?? 0)),
  };
}

function drawSeries(
  series: SourceSeries,
  rows: readonly number[],
  index: number,
  options: ModelOptions,
  theme: GrafanaTheme2,
  timeZone?: TimeZone
): DrawnSeries {
  const { field, meta } = series;
  const thresholds = options.thresholds ?? thresholdsAt(meta?.sensitivity ?? QUERY_DEFAULTS.sensitivity);
  const least = options.least === 'query' ? (meta?.minSeverity ?? QUERY_DEFAULTS.minSeverity) : options.least;
  const marks = markPoints(series, thresholds, least);
  const format = formatter(field, theme, timeZone);
  return {
    ...series,
    rows,
    index,
    value: series.value ?? [],
    color: seriesColor(field, index, theme),
    visible: !field.config.custom?.hideFrom?.viz,
    scaleKey: field.config.unit ?? PLAIN_SCALE,
    thresholds,
    least,
    marks,
    intervals: intervalsOf(series, marks, options.thresholds, format).filter(({ severity }) =>
      isAtLeast(severity, least)
    ),
    step: meta?.step || typicalStep(series.times),
    format,
  };
}

/**
 * The intervals the data brings, or else runs of marked points. Thresholds of the panel's own grade the given ones anew, and what
 * they mark beyond those is added.
 */
function intervalsOf(
  series: SourceSeries,
  marks: ReadonlyArray<Severity | null>,
  thresholds: Thresholds | undefined,
  format: (value: number) => string
): AnomalyInterval[] {
  const given = series.meta?.intervals;
  if (given && !thresholds) {
    return given;
  }
  const found = findIntervals(series, marks, (interval) => intervalSummary(interval, format));
  if (!given || !thresholds) {
    return found;
  }
  const graded = given.flatMap((interval) => {
    const severity = severityAt(interval.score, thresholds);
    return severity ? [{ ...interval, severity }] : [];
  });
  const added = found.filter((one) => !graded.some((other) => one.start <= other.end && other.start <= one.end));
  return [...graded, ...added].sort((a, b) => a.start - b.start);
}

/**
 * The colour a time series panel would give series `index`. Grafana counts every number field: the five of one series would skip
 * colours and repeat hues.
 */
function seriesColor(field: Field, index: number, theme: GrafanaTheme2): string {
  return getFieldSeriesColor({ ...field, state: { ...field.state, seriesIndex: index } }, theme).color;
}

/** Median distance of neighbouring times in ms; one minute where there is one point or none. */
export function typicalStep(times: readonly number[]): number {
  const gaps = times
    .slice(1)
    .map((time, index) => time - times[index])
    .sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 60_000;
}
