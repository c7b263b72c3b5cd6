import type { WorkerPool } from '../workers/pool.ts';
import { assemble } from './assemble.ts';
import { BackgroundFits } from './background-fits.ts';
import type { Evaluation } from './evaluation.ts';
import type { FitObserver, WantedSeries } from './fit-segment.ts';
import { fitSegment } from './fit-segment.ts';
import { History, hasValues } from './history.ts';
import type { FitSet } from './model-cache.ts';
import { JOINT, ModelCache } from './model-cache.ts';
import type { Segment } from './model-grid.ts';
import { planGrid } from './model-grid.ts';
import { collectNotices } from './notices.ts';
import type { EvaluationRequest, ModelRequest } from './request.ts';
import { fitKey } from './request.ts';
import { firstNeeded, scoreSegment } from './score-segment.ts';

/** What an evaluator is told at its making; durations in ms. */
export interface EvaluatorOptions {
  readonly refitEvery: number;
  readonly maxFitsPerSeries: number;
  readonly modelCacheBytes: number;
  readonly observer: FitObserver & { cacheLookup(hit: boolean): void; backgroundFailed(error: unknown): void };
}

/** A segment whose models are fitted in the background. */
interface Postponed {
  readonly segment: Segment;
  readonly wanted: readonly WantedSeries[];
  readonly fits: number;
}

/**
 * Evaluates queries so that an instant has the same score whoever asks: models belong to fixed instants of the query, are
 * fitted on what came before, cached, and run on from their state (ARCHITECTURE.md, "Same instant, same score").
 */
export class Evaluator {
  readonly cache: ModelCache;
  readonly background: BackgroundFits;
  private readonly pool: WorkerPool;
  private readonly options: EvaluatorOptions;

  constructor(pool: WorkerPool, options: EvaluatorOptions) {
    this.pool = pool;
    this.options = options;
    this.cache = new ModelCache(options.modelCacheBytes);
    this.background = new BackgroundFits(200, options.observer.backgroundFailed);
  }

  /** Throws what the source throws; otherwise answers with what could be scored, and notices for the rest. */
  async evaluate(request: EvaluationRequest): Promise<Evaluation> {
    const { step, trainingWindow, signal, priority } = request;
    const from = Math.floor(request.from / step) * step;
    const to = Math.floor(request.to / step) * step;
    const { segments, stride } = planGrid(from, to, step, this.options.refitEvery, this.options.maxFitsPerSeries);
    const newest = segments[segments.length - 1];
    const history = new History(request.source, request.expr, step);

    const soon = request.patient ? segments : [newest];
    const unfitted = soon.filter(({ instant }) => !this.cache.get(fitKey(request, instant)));
    const starts = unfitted.map(({ instant }) => instant - trainingWindow);
    await history.cover(Math.min(firstNeeded(segments[0], request), ...starts), to + step, signal);

    const later: Postponed[] = [];
    const scored = await Promise.all(
      segments.map(async (segment) => {
        const wanted = wantedIn(segment, request, history);
        let models = this.cache.get(fitKey(request, segment.instant));
        const missing = lacking(models, request, wanted);
        this.options.observer.cacheLookup(missing.length === 0);
        if (missing.length > 0 && soon.includes(segment)) {
          models = await this.fit(request, history, segment, wanted, request);
        } else if (missing.length > 0) {
          later.push({ segment, wanted, fits: missing.length });
        }
        return models ? scoreSegment(this.pool, request, history, segment, models, priority, signal) : [];
      })
    );
    const output = history.window(segments[0].instant, to + step).filter(({ series }) => hasValues(series));
    const series = assemble(request.detector, output, scored.flat(), step);
    this.fitLater(request, history, later);
    const pendingFits = later.reduce((sum, { fits }) => sum + fits, 0);
    const { refitEvery } = this.options;
    const notices = collectNotices({ request, history, series, newest, stride, pendingFits, refitEvery });
    return { from: output[0]?.series.times[0] ?? from, to, series, notices, pendingFits };
  }

  async close(): Promise<void> {
    await this.background.close();
    this.cache.clear();
  }

  /** Fits what is missing, unless someone else just did; gives all models of the segment. */
  private async fit(
    request: ModelRequest,
    history: History,
    segment: Segment,
    wanted: readonly WantedSeries[],
    how: Pick<EvaluationRequest, 'priority' | 'signal'>
  ): Promise<FitSet | undefined> {
    const key = fitKey(request, segment.instant);
    return this.cache.exclusive(key, async () => {
      const missing = lacking(this.cache.get(key), request, wanted);
      if (missing.length > 0) {
        await history.cover(segment.instant - request.trainingWindow, segment.instant, how.signal);
        const { priority } = how;
        const fitted = await fitSegment(
          this.pool,
          request,
          history,
          segment.instant,
          missing,
          priority,
          this.options.observer
        );
        this.cache.add(key, fitted);
      }
      return this.cache.get(key);
    });
  }

  /** Newest first, so that the history grows by one stride at a time. */
  private fitLater(request: EvaluationRequest, history: History, later: readonly Postponed[]): void {
    for (const { segment, wanted } of later.toSorted((a, b) => b.segment.instant - a.segment.instant)) {
      this.background.schedule(fitKey(request, segment.instant), async () => {
        await this.fit(request, history, segment, wanted, { priority: 'background' });
      });
    }
  }
}

/** Series with values where the segment is scored: only they need a model there. */
function wantedIn(segment: Segment, request: ModelRequest, history: History): WantedSeries[] {
  return history
    .window(firstNeeded(segment, request), segment.end)
    .filter(({ series }) => hasValues(series))
    .map(({ key, series }) => ({ key, labels: series.labels }));
}

/** The wanted series that a set has nothing for. One model of a joint detector stands for all. */
function lacking(models: FitSet | undefined, request: ModelRequest, wanted: readonly WantedSeries[]): WantedSeries[] {
  if (request.detector.isJoint(request.settings)) {
    return models?.has(JOINT) ? [] : wanted.slice(0, 1);
  }
  return wanted.filter(({ key }) => !models?.has(key));
}
