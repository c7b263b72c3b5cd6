import type { WorkerPool } from '../workers/pool.ts';
import { assemble } from './assemble.ts';
import { BackgroundFits } from './background-fits.ts';
import type { NightjarError } from '../errors.ts';
import type { Evaluation } from './evaluation.ts';
import type { ComputeObserver, Fitted, WantedSeries } from './fit-segment.ts';
import { INLINE_POINTS, fitSegment } from './fit-segment.ts';
import { History, hasValues } from './history.ts';
import type { FitSet } from './model-cache.ts';
import { JOINT, ModelCache } from './model-cache.ts';
import type { Segment } from './model-grid.ts';
import { planGrid } from './model-grid.ts';
import { ModelShelf } from './model-shelf.ts';
import { collectNotices } from './notices.ts';
import { ChoiceNews } from './choice-news.ts';
import { standInFor } from './stand-in.ts';
import type { Store } from '../store/store.ts';
import type { EvaluationRequest, ModelRequest } from './request.ts';
import { fitKey } from './request.ts';
import { scoreSegment } from './score-segment.ts';
import type { ScoredSegment } from './score-segment.ts';
import { firstWanted, shownSeries } from './shown-series.ts';

/** What an evaluator is told at its making; durations in ms. */
export interface EvaluatorOptions {
  readonly refitEvery: number;
  readonly maxFitsPerSeries: number;
  readonly modelCacheBytes: number;
  /** Where fitted models are kept over a restart; null keeps them in memory only. */
  readonly store: Store | null;
  readonly observer: ComputeObserver & {
    cacheLookup(hit: boolean): void;
    backgroundFailed(error: NightjarError): void;
    /** Models could not be read from the store, or not be kept. */
    storeFailed(error: NightjarError): void;
  };
}

/** Background jobs that may wait, one a segment of a query. */
const MOST_WAITING = 1_000;
/** Series that are chosen for in one background job. */
const CHOICES_AT_ONCE = 20;
/** After this time a series without a model is looked at again: its history may have come since; ms. */
const NO_MODEL_MS = 600_000;

/** Related models are looked for so many grid instants before and after. */
const KIN_DISTANCE = 7;

/** A segment whose models are fitted in the background. */
interface Postponed {
  readonly request: ModelRequest;
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
  /** Fits that choose a detector: many times the work, so that other fits wait for none of them. */
  readonly choices: BackgroundFits;
  private readonly shelf: ModelShelf;
  private readonly news = new ChoiceNews();
  private readonly pool: WorkerPool;
  private readonly options: EvaluatorOptions;

  constructor(pool: WorkerPool, options: EvaluatorOptions) {
    this.pool = pool;
    this.options = options;
    this.cache = new ModelCache(options.modelCacheBytes);
    this.background = new BackgroundFits(MOST_WAITING, options.observer.backgroundFailed);
    this.choices = new BackgroundFits(MOST_WAITING, options.observer.backgroundFailed);
    this.shelf = new ModelShelf(options.store, options.observer.storeFailed, () => this.trim());
  }

  /** Fits in the background that are not done. */
  get waitingFits(): number {
    return this.background.waiting + this.choices.waiting;
  }

  /** Throws what the source throws; otherwise answers with what could be scored, and notices for the rest. */
  async evaluate(request: EvaluationRequest): Promise<Evaluation> {
    const { step, trainingWindow, signal, priority } = request;
    const from = Math.floor(request.from / step) * step;
    const to = Math.floor(request.to / step) * step;
    const { segments, stride } = planGrid(from, to, step, this.options.refitEvery, this.options.maxFitsPerSeries);
    const newest = segments[segments.length - 1];
    const history = new History(request.source, request.expr, step);
    const standIn = standInFor(request);
    const working = standIn ?? request;
    const isFitted = (of: ModelRequest, { instant }: Segment) => this.cache.get(fitKey(of, instant)) !== undefined;
    if (!isFitted(request, newest) && !isFitted(working, newest) && trainingWindow / step > INLINE_POINTS) {
      this.pool.prepare();
    }
    const [absent, standInAbsent] = await this.recallAll([request, working], segments);
    const wasEvicted = (of: ModelRequest, { instant }: Segment) => this.cache.wasEvicted(fitKey(of, instant));
    const soon = segments.filter(
      (segment) => request.patient || segment === newest || wasEvicted(request, segment) || wasEvicted(working, segment)
    );
    const unfitted = soon.filter((segment) => !isFitted(request, segment) && !isFitted(working, segment));
    const starts = unfitted.map(({ instant }) => instant - trainingWindow);
    await history.cover(Math.min(firstWanted(segments[0], request), ...starts), to + step, signal);

    const later: Postponed[] = [];
    const choices: Postponed[] = [];
    const failures: NightjarError[] = [];
    const score = async (of: ModelRequest, segment: Segment, models: FitSet): Promise<ScoredSegment[]> => {
      const { observer } = this.options;
      const part = await scoreSegment(this.pool, of, history, segment, models, priority, observer, signal);
      failures.push(...part.failures);
      return [...part.scored];
    };
    /** Scores the wanted series with the models there are; those of a segment that is due soon are fitted first. */
    const answer = async (of: ModelRequest, segment: Segment, wanted: readonly WantedSeries[], isAll: boolean) => {
      let models = this.cache.get(fitKey(of, segment.instant));
      const missing = lacking(models, of, wanted);
      this.options.observer.cacheLookup(missing.length === 0);
      if (missing.length > 0 && soon.includes(segment)) {
        const unstored = of === request ? absent : standInAbsent;
        const fitted = await this.fit(of, history, segment, wanted, unstored, request);
        models = fitted.models;
        failures.push(...fitted.failures);
      } else if (missing.length > 0) {
        later.push({ request: of, segment, wanted, fits: missing.length });
      }
      return models ? await score(of, segment, isAll ? models : onlyOf(models, wanted)) : [];
    };
    const scored = await Promise.all(
      segments.map(async (segment) => {
        const wanted = wantedIn(segment, request, history);
        const models = this.cache.get(fitKey(request, segment.instant));
        const unchosen = standIn && !wasEvicted(request, segment) ? lacking(models, request, wanted) : [];
        if (!standIn || unchosen.length === 0) {
          return await answer(request, segment, wanted, true);
        }
        choices.push({ request, segment, wanted: unchosen, fits: unchosen.length });
        const chosen = models ? await score(request, segment, models) : [];
        return [...chosen, ...(await answer(standIn, segment, unchosen, false))];
      })
    );
    if (failures.length > 0 && scored.every((part) => part.length === 0)) {
      throw failures[0];
    }
    const output = shownSeries(history, segments[0].instant, to + step, request);
    const series = assemble(output, scored.flat(), request);
    // Choices take minutes for many series: they fetch what they need when their turn comes, instead of holding it until then.
    let fetched: History | undefined;
    const historyOfChoices = (): History => (fetched ??= new History(request.source, request.expr, step));
    const pendingFits = this.fitLater(this.background, () => history, later, standInAbsent, failures);
    const pendingChoices = this.fitLater(this.choices, historyOfChoices, inParts(choices), absent, failures);
    this.trim();
    const { refitEvery } = this.options;
    const isSwitched = this.news.isSwitched(fitKey(request, 0), pendingChoices, Date.now());
    const counts = { pendingFits, pendingChoices, isSwitched };
    const notices = collectNotices({ request, history, series, newest, stride, refitEvery, failures, ...counts });
    return { from: output[0]?.series.times[0] ?? from, to, series, notices, pendingFits, pendingChoices };
  }

  async close(): Promise<void> {
    await Promise.all([this.background.close(), this.choices.close()]);
    await this.shelf.flush();
    this.cache.clear();
  }

  /** Fetches stored models that are not in memory, the newest first; gives the instants that the store has none for. */
  private async recall(request: ModelRequest, segments: readonly Segment[]): Promise<ReadonlySet<number>> {
    const instants = segments
      .map(({ instant }) => instant)
      .filter((instant) => !this.cache.get(fitKey(request, instant)))
      .reverse();
    const { found, absent } = await this.shelf.recall(request, instants, this.cache.maxBytes);
    for (const [instant, models] of [...found].reverse()) {
      this.cache.add(fitKey(request, instant), models);
    }
    return absent;
  }

  /** `recall` for several requests at once, each once. */
  private async recallAll(
    requests: readonly ModelRequest[],
    segments: readonly Segment[]
  ): Promise<ReadonlySet<number>[]> {
    const recalled = new Map([...new Set(requests)].map((one) => [one, this.recall(one, segments)]));
    return await Promise.all(requests.map((one) => recalled.get(one) ?? new Set<number>()));
  }

  /** Keeps to the cap in memory even for a query whose newest models alone are larger, once all are in the store. */
  private trim(): void {
    if (this.shelf.hasAll) {
      this.cache.trim();
    }
  }

  /** Fits what is missing, unless someone else just did; gives all models of the segment. */
  private async fit(
    request: ModelRequest,
    history: History,
    segment: Segment,
    wanted: readonly WantedSeries[],
    absent: ReadonlySet<number>,
    how: Pick<EvaluationRequest, 'priority' | 'signal'>
  ): Promise<Fitted> {
    const key = fitKey(request, segment.instant);
    return this.cache.exclusive(key, async () => {
      const { instant } = segment;
      if (!this.cache.get(key) && !absent.has(instant)) {
        await this.recall(request, [segment]);
      }
      const known = this.cache.get(key);
      const missing = lacking(known, request, wanted);
      if (known && missing.length === 0) {
        return { models: known, failures: [] };
      }
      await history.cover(instant - request.trainingWindow, instant, how.signal);
      const { observer } = this.options;
      const kin = this.kinOf(request, instant);
      const fitted = await fitSegment(this.pool, request, history, instant, missing, how.priority, observer, kin);
      this.shelf.keep(request, instant, fitted.models);
      return { models: this.cache.add(key, fitted.models), failures: fitted.failures };
    });
  }

  /** Models in memory at the nearest instants before and after, for a detector that may take something from them. */
  private kinOf(request: ModelRequest, instant: number): FitSet[] {
    if (!request.detector.provisional) {
      return [];
    }
    return [-1, 1].flatMap((direction) => {
      for (let distance = 1; distance <= KIN_DISTANCE; distance++) {
        const models = this.cache.get(fitKey(request, instant + direction * distance * this.options.refitEvery));
        if (models) {
          return [models];
        }
      }
      return [];
    });
  }

  /**
   * Newest first, so that the history grows by one stride at a time. Gives the number of models that are on their way; those that
   * have just failed go to `failures`.
   */
  private fitLater(
    fits: BackgroundFits,
    historyOf: () => History,
    later: readonly Postponed[],
    absent: ReadonlySet<number>,
    failures: NightjarError[]
  ): number {
    let pending = 0;
    for (const one of later.toSorted((a, b) => b.segment.instant - a.segment.instant)) {
      const { request, segment, wanted } = one;
      const key = `${fitKey(request, segment.instant)} ${wanted[0].key}`;
      const failure = fits.failureOf(key);
      if (failure) {
        failures.push(failure);
        continue;
      }
      pending += one.fits;
      const isChoice = fits === this.choices;
      const priority = isChoice ? 'choice' : 'background';
      fits.schedule(key, async () => {
        if (isChoice) {
          // A choice holds a worker for as long as many fits, and would slip in between two of them.
          await this.background.idle();
        }
        const fitted = await this.fit(request, historyOf(), segment, wanted, absent, { priority });
        if (fitted.failures.length > 0) {
          throw fitted.failures[0];
        }
      });
    }
    return pending;
  }
}

/** The same in parts of a few series each: who waits for one of them, such as an alert rule, does not wait for all. */
function inParts(postponed: readonly Postponed[]): Postponed[] {
  return postponed.flatMap(({ request, segment, wanted }) =>
    Array.from({ length: Math.ceil(wanted.length / CHOICES_AT_ONCE) }, (_, part) => {
      const some = wanted.slice(part * CHOICES_AT_ONCE, (part + 1) * CHOICES_AT_ONCE);
      return { request, segment, wanted: some, fits: some.length };
    })
  );
}

/** Series with values where the segment is scored, and those that may still be missed there: only they need a model. */
function wantedIn(segment: Segment, request: ModelRequest, history: History): WantedSeries[] {
  return history
    .window(firstWanted(segment, request), segment.end)
    .filter(({ series }) => hasValues(series))
    .map(({ key, series }) => ({ key, labels: series.labels }));
}

/** The models of the wanted series alone. */
function onlyOf(models: FitSet, wanted: readonly WantedSeries[]): FitSet {
  const keys = new Set(wanted.map(({ key }) => key));
  return new Map([...models].filter(([key]) => keys.has(key)));
}

/** The wanted series that a set has nothing for. One model of a joint detector stands for all. */
function lacking(models: FitSet | undefined, request: ModelRequest, wanted: readonly WantedSeries[]): WantedSeries[] {
  if (request.detector.isJoint(request.settings)) {
    return isSettled(models, JOINT) ? [] : wanted.slice(0, 1);
  }
  return wanted.filter(({ key }) => !isSettled(models, key));
}

/** Whether there is a model, or lately was nothing to fit one on. */
function isSettled(models: FitSet | undefined, key: string): boolean {
  const entry = models?.get(key);
  return entry !== undefined && (entry.model !== null || Date.now() - entry.since < NO_MODEL_MS);
}
