import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { FORECAST_DEFAULTS } from '../../contract/forecast.ts';
import type { AnomalyType } from '../../contract/fields.ts';
import type { MonitorState } from '../../contract/monitor.ts';
import { formatLabels } from '../series/series.ts';
import { formatDuration } from '../../contract/duration.ts';
import type { DetectionWithVerdict } from '../store/monitors/detection-filter.ts';
import type { MonitorRow, SuppressionRow, VerdictRow } from '../store/monitors/records.ts';
import { detectionRecord } from './api-records.ts';
import type { DetectionRecord, MonitorSummary, VerdictCounts } from './api-records.ts';
import { monitorSpec } from './monitor-spec.ts';
import type { MonitorSpec } from './monitor-spec.ts';
import { costOf, sparkline } from './status.ts';
import type { Status } from './status.ts';

/** What is known of a monitor's evaluation. */
export interface Standing {
  readonly status: Status;
  readonly evaluatedTo: number | null;
  readonly resultBytes: number;
  /** Seconds it has been due; null where this process does not know. */
  readonly lag: number | null;
  /** Distance of its evaluations, ms; null where its spec cannot be read. */
  readonly every: number | null;
}

/** Evaluations that may be missed before a monitor is late. */
const LATE_AFTER = 2;

/** A monitor as lists show it, at `now` (ms). */
export function summaryOf(row: MonitorRow, standing: Standing, now: number): MonitorSummary {
  const { status, evaluatedTo } = standing;
  const spec = specOf(row);
  const { state, text } = stateOf(row, spec, standing, now);
  const { queries, points, milliseconds } = costOf(status, now);
  return {
    id: row.id,
    name: row.name,
    labels: spec?.labels ?? {},
    origin: row.origin,
    source: row.source,
    version: row.version,
    paused: row.paused,
    deletedAt: row.deletedAt,
    detector: spec?.forecast ? '' : (spec?.detector ?? ''),
    forecaster: spec?.forecast ? (spec.forecast.forecaster ?? FORECAST_DEFAULTS.forecaster) : null,
    exprs: spec?.queries.map(({ expr }) => expr) ?? [],
    state,
    stateText: text,
    evaluatedTo,
    lagSeconds: lagOf(row, standing, now),
    nextFit: status.nextFit,
    lastScore: status.lastScore,
    sparkline: sparkline(status, now),
    openDetections: status.open,
    cost: {
      series: status.series,
      queriesAnHour: queries,
      pointsAnHour: points,
      millisecondsAnHour: milliseconds,
      stateBytes: status.stateBytes,
      resultBytes: standing.resultBytes,
    },
    notices: [...status.notices.map(({ text: notice }) => notice), ...status.warnings],
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}

/** The spec of a monitor; null where another version of Nightjar wrote it and this one cannot read it. */
export function specOf({ spec }: MonitorRow): MonitorSpec | null {
  const parsed = monitorSpec.safeParse(spec);
  return parsed.success ? parsed.data : null;
}

function lagOf({ paused }: MonitorRow, { lag, evaluatedTo, every }: Standing, now: number): number | null {
  if (paused || (lag === null && evaluatedTo === null)) {
    return null;
  }
  return lag ?? Math.max(0, (now - (evaluatedTo ?? now) - 2 * (every ?? 0)) / 1_000);
}

function stateOf(
  row: MonitorRow,
  spec: MonitorSpec | null,
  standing: Standing,
  now: number
): { state: MonitorState; text: string } {
  const { status, evaluatedTo, every } = standing;
  if (row.paused) {
    return { state: 'paused', text: '' };
  }
  if (status.failure) {
    return { state: 'failing', text: status.failure.message };
  }
  if (evaluatedTo === null) {
    return { state: 'new', text: 'It is evaluated for the first time within a minute.' };
  }
  const lag = lagOf(row, standing, now) ?? 0;
  if (every !== null && lag * 1_000 > LATE_AFTER * every) {
    const behind = formatDuration(Math.max(1_000, Math.round(lag) * 1_000));
    return { state: 'late', text: `It should have been evaluated ${behind} ago; nothing is skipped.` };
  }
  if (status.scored === 0) {
    const waits =
      status.series === 0
        ? 'Its query gives no series.'
        : spec?.forecast
          ? 'Its series have too little history for a forecast; it comes as they go on.'
          : 'Its series have too little history for a score; it comes as they go on.';
    return { state: 'learning', text: status.fitting || waits };
  }
  return { state: status.anomalous > 0 ? 'anomalous' : 'ok', text: status.fitting || status.summary };
}

/** A detection as the API gives it. */
export function detectionOf(
  row: DetectionWithVerdict,
  monitorName: string,
  suppressions: readonly SuppressionRow[]
): DetectionRecord {
  const { detail } = row;
  const hiding = suppressions.find(({ id }) => id === row.suppression);
  const isKnown = (ANOMALY_TYPES as readonly string[]).includes(row.type);
  return detectionRecord.parse({
    series: formatLabels(row.labels),
    peak: row.start,
    typeProbability: 0,
    confidence: 0,
    direction: 'above',
    value: null,
    expected: null,
    lower: null,
    upper: null,
    missing: false,
    explanation: null,
    expr: '',
    detector: '',
    step: 0,
    ...detail,
    id: row.id,
    monitor: row.monitor,
    monitorName,
    seriesKey: row.seriesKey,
    labels: row.labels,
    start: row.start,
    end: row.end,
    open: row.open,
    severity: row.severity,
    type: isKnown ? (row.type as AnomalyType) : 'unusual_pattern',
    score: row.score,
    suppression: row.suppression
      ? { id: row.suppression, reason: hiding?.reason ?? '', author: hiding?.author ?? '' }
      : null,
    verdict: row.verdict && verdictOf(row.verdict),
  });
}

function verdictOf({ verdict, until, note, author, at }: VerdictRow): object {
  return { verdict, until, note, author, at };
}

/** How people judged a monitor's detections. `total`: detections there are; `missed`: of those said true, how many are no longer marked. */
export function countsOf(verdicts: readonly VerdictRow[], total: number, missed: number): VerdictCounts {
  const count = (kind: string): number => verdicts.filter(({ verdict }) => verdict === kind).length;
  const [right, wrong, expected] = [count('true'), count('false'), count('expected')];
  const judged = right + wrong + expected;
  return {
    detections: total,
    true: right,
    false: wrong,
    expected,
    precision: judged === 0 ? null : right / judged,
    recall: right === 0 ? null : (right - missed) / right,
  };
}
