import type { DatasourceSettings } from '../../contract/settings.ts';
import { unitOf } from '../../contract/units.ts';
import type { UntypedDetection } from '../detections/detection.ts';
import { interpret } from '../detections/interpret.ts';
import { nameTypes } from '../detections/name-types.ts';
import { asNightjarError, NightjarError } from '../errors.ts';
import type { EvaluatedSeries } from '../evaluation/evaluation.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import { hasValues } from '../evaluation/history.ts';
import type { DetectionOf } from '../frames/detection-frames.ts';
import { detectionFrames } from '../frames/detection-frames.ts';
import { lowerBound } from '../series/slice.ts';
import type { SeriesSource } from '../sources/source.ts';
import type { Owner } from '../store/owner.ts';
import type { Priority } from '../workers/pool.ts';
import type { ModelFiles } from './model-files.ts';
import type { IncomingQuery, QueryAnswer } from './engine.ts';
import type { ReadQuery } from './query-model.ts';
import { readQuery } from './query-model.ts';

/** What an answer is made with. */
export interface AnswerContext {
  readonly evaluator: Evaluator;
  readonly source: SeriesSource;
  readonly owner: Owner;
  readonly models: Pick<ModelFiles, 'prepare'>;
  readonly datasource: DatasourceSettings;
  readonly seed: number;
  readonly patient: boolean;
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

/** The detections of a query over its range, and what to tell the user. */
export interface Detections {
  readonly read: ReadQuery;
  readonly results: readonly DetectionOf[];
  readonly notices: readonly { readonly severity: 'info' | 'warning'; readonly text: string }[];
  readonly pendingFits: number;
  /** Models that a stand-in answers for while they are being fitted. */
  readonly pendingChoices: number;
}

/** Answers one query with frames; errors become the answer's error. */
export async function answerQuery(incoming: IncomingQuery, context: AnswerContext): Promise<QueryAnswer> {
  try {
    const { read, ...rest } = await detect(incoming, context);
    const { query, expr, step } = read;
    return { refId: incoming.refId, frames: detectionFrames(rest.results, { query, expr, step, ...rest }) };
  } catch (error) {
    return { refId: incoming.refId, frames: [], error: asNightjarError(error) };
  }
}

/** Evaluates and interprets one query. Throws NightjarErrors. */
export async function detect(incoming: IncomingQuery, context: AnswerContext): Promise<Detections> {
  const read = readQuery(incoming.refId, incoming.model, context.datasource);
  if (!Number.isFinite(incoming.from) || !Number.isFinite(incoming.to) || incoming.from > incoming.to) {
    throw new NightjarError('bad-query', "The query's time range is wrong: its start must be a time before its end.");
  }
  const { evaluator, source, owner, seed, patient, priority, signal } = context;
  const { expr, detector, step, trainingWindow, query } = read;
  const { settings, files } = await context.models.prepare(owner, detector, read.settings, step);
  const evaluation = await evaluator.evaluate({
    source,
    owner,
    expr,
    detector,
    settings,
    files,
    step,
    trainingWindow,
    seed,
    from: incoming.from,
    to: incoming.to,
    missing: query.missing,
    patient,
    priority,
    signal,
  });
  const from = Math.floor(incoming.from / step) * step;
  const found = evaluation.series
    .map((one) => ({ detection: interpretSeries(one, read, from), model: one.model }))
    .filter(({ detection }) => hasValues(detection.series) || detection.score.some((score) => !Number.isNaN(score)));
  const typed = await nameTypes(found.map(({ detection }) => detection));
  const results = found.map(({ model }, i) => ({ detection: typed[i], model }));
  const { notices, pendingFits, pendingChoices } = evaluation;
  return { read, results: query.hide ? [] : results, notices, pendingFits, pendingChoices };
}

/** Interprets all that was evaluated, so that an interval keeps its start, then keeps what lies in the range. */
function interpretSeries(one: EvaluatedSeries, { query, expr, step }: ReadQuery, from: number): UntypedDetection {
  const unit = unitOf(one.series.labels.__name__ ?? '', expr);
  const { explain } = one;
  const whole = interpret(one.series, one.scored, query, { step, expr, unit, explain });
  const first = lowerBound(one.series.times, from);
  const { labels, times, values } = whole.series;
  return {
    series: { labels, times: times.subarray(first), values: values.subarray(first) },
    score: whole.score.subarray(first),
    expected: whole.expected.subarray(first),
    lower: whole.lower.subarray(first),
    upper: whole.upper.subarray(first),
    anomaly: whole.anomaly.subarray(first),
    intervals: whole.intervals.filter(({ end }) => end >= from),
  };
}
