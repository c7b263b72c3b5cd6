import type { Detector, FittedModel, Scored, SeriesGroup } from '../detectors/detector.ts';
import type { NightjarError } from '../errors.ts';
import { asNightjarError } from '../errors.ts';
import { firstValue, withZeros } from '../series/gaps.ts';
import { holdModels } from '../onnx/imports/held-models.ts';
import type { Series } from '../series/series.ts';
import { unpack, unpackCopy } from '../workers/pack.ts';
import type { Priority, WorkerPool } from '../workers/pool.ts';
import type { ComputeObserver } from './fit-segment.ts';
import { compact, pointsOf } from './fit-segment.ts';
import type { History, KeyedSeries } from './history.ts';
import type { CachedModel, FitSet } from './model-cache.ts';
import type { Segment } from './model-grid.ts';
import type { ModelRequest } from './request.ts';

/** What one model gave for one group over one segment; `keys[i]` is the series of column i. */
export interface ScoredSegment {
  readonly segment: Segment;
  readonly detector: Detector;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  readonly cached: CachedModel;
  readonly window: SeriesGroup;
  /** One a series of the window. */
  readonly scores: readonly Scored[];
}

/** Points that are scored on the calling thread, at once. */
const INLINE_POINTS = 2_000;
const POINTS_PER_JOB = 50_000;

/** First instant of the data that scoring a segment needs: the detector's lookback before the segment. */
export function firstNeeded(segment: Segment, { detector, settings, step }: ModelRequest): number {
  return segment.instant - detector.lookback(settings) * step;
}

/** What could be scored of a segment; `failures` name why the rest could not. */
export interface SegmentScores {
  readonly scored: readonly ScoredSegment[];
  readonly failures: readonly NightjarError[];
}

/**
 * Scores every group of a set that has a model, over one segment. The history must cover it from `firstNeeded` on. A job that
 * fails leaves its series out and the others in; a cancelled one throws.
 */
export async function scoreSegment(
  pool: WorkerPool,
  request: ModelRequest,
  history: History,
  segment: Segment,
  models: FitSet,
  priority: Priority,
  observer: ComputeObserver,
  signal?: AbortSignal
): Promise<SegmentScores> {
  const held = new Map(history.window(firstNeeded(segment, request), segment.end).map((one) => [one.key, one]));
  const some = held.values().next().value;
  if (!some) {
    return { scored: [], failures: [] };
  }
  const parts: { cached: CachedModel; window: SeriesGroup }[] = [];
  for (const cached of models.values()) {
    if (cached.model && cached.columns.some((key) => held.has(key))) {
      const series = cached.columns.map((key) => (held.get(key) ?? absent(key, some)).series);
      const shown = request.missing === 'zero' ? zeroed(series, cached) : series;
      parts.push({ cached, window: { step: request.step, series: shown } });
    }
  }
  const { detector, settings } = request;
  const failures: NightjarError[] = [];
  const scored = await Promise.all(
    intoJobs(parts).map(async (job) => {
      try {
        const scores = await scoreJob(pool, request, job, priority, signal);
        return job.map(({ cached, window }, index) => {
          const keys = cached.columns;
          return { segment, detector, settings, keys, cached, window, scores: scores[index] };
        });
      } catch (error) {
        failures.push(asNightjarError(error));
        return [];
      }
    })
  );
  signal?.throwIfAborted();
  failures.forEach((failure) => observer.failed(failure));
  return { scored: scored.flat(), failures };
}

async function scoreJob(
  pool: WorkerPool,
  { detector, files = [] }: ModelRequest,
  job: readonly { cached: CachedModel; window: SeriesGroup }[],
  priority: Priority,
  signal?: AbortSignal
): Promise<(readonly Scored[])[]> {
  holdModels(files);
  const models = job.map(({ cached }) => cached.model);
  const windows = job.map(({ window }) => window);
  // Nobody knows how long a user's model takes: it never holds the calling thread up.
  const isShort = pointsOf(windows) <= INLINE_POINTS && files.length === 0;
  if (isShort || !pool.knows(detector)) {
    const fitted = models.map((model) => unpackCopy<FittedModel>(model));
    const scores = await detector.score(
      fitted,
      fitted.map(() => null),
      windows
    );
    return scores.map(({ series }) => series);
  }
  const sent = compact(windows);
  const input = { detector: detector.id, models, windows: sent.groups, files };
  const scores = await pool.run('score', input, { priority, signal, transfer: sent.buffers });
  return scores.map((packed) => unpack<Scored[]>(packed));
}

function intoJobs<T extends { readonly window: SeriesGroup }>(parts: readonly T[]): T[][] {
  const jobs: T[][] = [];
  let points = Infinity;
  for (const part of parts) {
    const size = pointsOf([part.window]);
    if (points + size > POINTS_PER_JOB) {
      jobs.push([]);
      points = 0;
    }
    jobs[jobs.length - 1].push(part);
    points += size;
  }
  return jobs;
}

/** Zeros for missing values: everywhere where the model knows the series, else (it learns while it runs) from the first value on. */
function zeroed(series: readonly Series[], { model }: CachedModel): Series[] {
  const isKnown = unpack<FittedModel>(model).trained.points > 0;
  return series.map((one) => withZeros(one, isKnown ? 0 : firstValue(one.values)));
}

/** A column of a joint model whose series is gone: all values missing. */
function absent(key: string, { series }: KeyedSeries): { key: string; series: Series } {
  return {
    key,
    series: { labels: {}, times: series.times, values: new Float64Array(series.times.length).fill(Number.NaN) },
  };
}
