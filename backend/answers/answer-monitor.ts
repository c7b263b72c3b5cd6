import type { AnomalyInterval, Explanation } from '../../contract/detection.ts';
import { parseDuration } from '../../contract/duration.ts';
import type { NightjarQuery } from '../../contract/query.ts';
import { STEP_LADDER_MS } from '../../contract/query.ts';
import { SETTINGS_DEFAULTS } from '../../contract/settings.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { isAtLeast } from '../../contract/severity.ts';
import type { Detection } from '../detections/detection.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import { detectionFrames } from '../frames/detection-frames.ts';
import type { Notice } from '../frames/frame.ts';
import type { DetectionRecord, MonitorRecord } from '../monitors/api-records.ts';
import type { MonitorService, ResultSeries } from '../monitors/monitor-service.ts';
import { lowerBound } from '../series/slice.ts';
import type { Owner } from '../store/owner.ts';
import type { IncomingQuery, QueryAnswer } from './engine.ts';
import { readMonitorQuery } from './query-model.ts';

/** What the answer from a monitor's results is made with. */
export interface MonitorAnswerContext {
  readonly monitors: Pick<MonitorService, 'get' | 'results' | 'detections'>;
  readonly owner: Owner;
  readonly datasource: DatasourceSettings;
}

/** Detections asked for at once; a range may hold more. */
const PAGE = 500;
const MOST_DETECTIONS = 10_000;

/** Answers one query with what a monitor detected then, as it was kept; errors become the answer's error. */
export async function answerMonitor(incoming: IncomingQuery, context: MonitorAnswerContext): Promise<QueryAnswer> {
  try {
    const query = readMonitorQuery(incoming.refId, incoming.model);
    return { refId: incoming.refId, frames: await monitorFrames(query, incoming, context) };
  } catch (error) {
    return { refId: incoming.refId, frames: [], error: asNightjarError(error) };
  }
}

async function monitorFrames(
  query: NightjarQuery,
  { from, to }: IncomingQuery,
  { monitors, owner, datasource }: MonitorAnswerContext
): Promise<QueryAnswer['frames']> {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) {
    throw new NightjarError('bad-query', "The query's time range is wrong: its start must be a time before its end.");
  }
  const monitor = await monitors.get(owner, query.monitor);
  if (monitor.deletedAt !== null) {
    throw new NightjarError(
      'not-found',
      `The monitor ${monitor.name} was deleted: choose another one, or bring it back.`
    );
  }
  if (monitor.spec.forecast) {
    throw new NightjarError(
      'bad-query',
      `The monitor ${monitor.name} forecasts and detects nothing: take the output forecast with its query, or read its forecasts as nightjar_forecast.`
    );
  }
  const longest = parseDuration(monitor.spec.step) ?? Math.max(...STEP_LADDER_MS);
  const kept = await monitors.results(owner, { monitor: monitor.id }, from - longest, to);
  const points = kept.reduce((sum, { times }) => sum + times.length, 0);
  const most = datasource.maxPoints ?? SETTINGS_DEFAULTS.maxPoints;
  if (points > most) {
    throw new NightjarError(
      'too-many-points',
      `The monitor has ${points} points in this range, and ${most} are the most: ask for a shorter range, or raise maxPoints in the datasource settings.`
    );
  }
  const found = query.hide ? [] : await detectionsOf(monitors, owner, monitor.id, from - longest, to);
  const intervals = Map.groupBy(
    found.filter(({ suppression, severity }) => suppression === null && isAtLeast(severity, query.minSeverity)),
    ({ seriesKey }) => seriesKey
  );
  const results = (query.hide ? [] : kept)
    .map((series) => asDetection(series, from, intervals.get(series.key) ?? []))
    .filter(({ series, intervals: own }) => series.times.length > 0 || own.length > 0)
    .map((detection) => ({ detection, model: null }));
  const expr = monitor.spec.queries.map(({ expr: one }) => one).join('\n');
  const step = kept[0]?.step ?? parseDuration(monitor.spec.step) ?? STEP_LADDER_MS[0];
  return detectionFrames(results, {
    query: {
      ...query,
      detector: monitor.spec.detector,
      sensitivity: monitor.spec.sensitivity,
      legendFormat: legendOf(query, monitor),
    },
    expr,
    step,
    notices: noticesOf(monitor),
    pendingFits: 0,
    pendingChoices: 0,
    monitor,
  });
}

/** All of a range, page by page, newest first. */
async function detectionsOf(
  monitors: MonitorAnswerContext['monitors'],
  owner: Owner,
  monitor: string,
  from: number,
  to: number
): Promise<DetectionRecord[]> {
  const found = new Map<string, DetectionRecord>();
  let before: string | undefined;
  for (let more = true; more && found.size < MOST_DETECTIONS;) {
    const page = await monitors.detections(owner, { monitor, from, to, limit: PAGE, before });
    const known = found.size;
    page.detections.forEach((one) => found.set(one.id, one));
    before = page.detections.at(-1)?.id;
    more = page.more && found.size > known;
  }
  return [...found.values()];
}

/** The part of a series' results from the step that `from` lies in, as it would have been detected. */
function asDetection(kept: ResultSeries, from: number, records: readonly DetectionRecord[]): Detection {
  const start = Math.floor(from / kept.step) * kept.step;
  const first = lowerBound(kept.times, start);
  return {
    series: { labels: kept.labels, times: kept.times.subarray(first), values: kept.value.subarray(first) },
    score: kept.score.subarray(first),
    expected: kept.expected.subarray(first),
    lower: kept.lower.subarray(first),
    upper: kept.upper.subarray(first),
    anomaly: kept.anomaly.subarray(first),
    intervals: records
      .filter(({ end }) => end >= start)
      .map(asInterval)
      .sort((a, b) => a.start - b.start),
  };
}

function asInterval(record: DetectionRecord): AnomalyInterval {
  const { id, start, end, peak, score, confidence, severity, type, typeProbability, direction } = record;
  const orNaN = (value: number | null): number => value ?? NaN;
  return {
    id,
    start,
    end,
    peak,
    score,
    confidence,
    severity,
    type,
    typeProbability,
    ...(record.missing ? { missing: true } : {}),
    direction,
    value: orNaN(record.value),
    expected: orNaN(record.expected),
    lower: orNaN(record.lower),
    upper: orNaN(record.upper),
    explanation: record.explanation as Explanation,
  };
}

/** The query's own, else the monitor's where it has one query. */
function legendOf(query: NightjarQuery, { spec }: MonitorRecord): string {
  return query.legendFormat || (spec.queries.length === 1 ? spec.queries[0].legend : '');
}

function noticesOf({ name, state, stateText, paused }: MonitorRecord): Notice[] {
  if (paused) {
    return [
      { severity: 'info', text: `The monitor ${name} is paused: nothing newer is detected until it is resumed.` },
    ];
  }
  if (state === 'late' || state === 'failing') {
    return [{ severity: 'warning', text: `The monitor ${name} is ${state}: ${stateText}` }];
  }
  return state === 'new' ? [{ severity: 'info', text: `The monitor ${name} has not been evaluated yet.` }] : [];
}
