import type { FittedModel } from '../detectors/detector.ts';
import type { NightjarError } from '../errors.ts';
import { asNightjarError } from '../errors.ts';
import type { FitRecord, NewModel } from '../store/models/model-record.ts';
import type { LoadedFits } from '../store/models/model-repository.ts';
import { isBlank } from '../store/place.ts';
import type { Store } from '../store/store.ts';
import { interned, unpack } from '../workers/pack.ts';
import { modelCode } from './model-code.ts';
import type { CachedModel, FitSet } from './model-cache.ts';
import type { ModelRequest } from './request.ts';
import { fitKey, lineageOf } from './request.ts';

/** Models are kept once so long, in ms, no others have been fitted: an answer and the fits behind it come first. */
const QUIET_MS = 1_000;
/** ... or once they have waited so long, ms. */
const LONGEST_MS = 10_000;
/** Bytes of models that may wait. */
const MOST_WAITING = 64 * 2 ** 20;
/** Bytes of models that are kept in one transaction: whoever asks the store meanwhile waits for no more. */
const AT_ONCE = 4 * 2 ** 20;

const NOTHING: LoadedFits = { fits: [], beyond: [] };

interface Waiting {
  readonly fit: FitRecord;
  readonly models: Map<string, CachedModel>;
}

/** What was found, by instant, and which instants the store surely has nothing for. */
export interface Recalled {
  readonly found: ReadonlyMap<number, FitSet>;
  readonly absent: ReadonlySet<number>;
}

/**
 * Takes fitted models to the store and back. Keeping happens behind the answers and in batches; what could not be kept is told, and fitted
 * anew when it is needed again. Without a store on disk it does nothing.
 */
export class ModelShelf {
  private readonly store: Store | null;
  private readonly failed: (error: NightjarError) => void;
  private readonly kept: () => void;
  /** By key of the fit; what is being written stays until it is. */
  private readonly waiting = new Map<string, Waiting>();
  private bytes = 0;
  private timer: NodeJS.Timeout | null = null;
  /** When the first of those that wait for the timer came, ms. */
  private since = 0;
  private writing: Promise<void> | null = null;
  private complete = true;

  /** `failed` is told of each failure of the store, `kept` whenever nothing waits any more. */
  constructor(store: Store | null, failed: (error: NightjarError) => void, kept: () => void) {
    this.store = store?.place.folder === null ? null : store;
    this.failed = failed;
    this.kept = kept;
  }

  /** Whether everything fitted so far can be read back. */
  get hasAll(): boolean {
    return this.store !== null && this.complete && this.waiting.size === 0;
  }

  /** The stored models of a query at `instants`, in that order until they take `maxBytes`. Never throws. */
  async recall(request: ModelRequest, instants: readonly number[], maxBytes: number): Promise<Recalled> {
    const found = new Map<number, FitSet>();
    const absent = new Set<number>();
    if (!this.store || instants.length === 0) {
      return { found, absent: new Set(instants) };
    }
    try {
      const { fits, beyond } = isBlank(this.store.place)
        ? NOTHING
        : await this.store.loadFits(request.owner, storedLineage(request), instants, maxBytes);
      for (const { instant, models } of fits) {
        found.set(
          instant,
          new Map(models.map(({ name, columns, ...model }) => [name, { model: interned(model), columns }]))
        );
      }
      const unread = new Set(beyond);
      instants
        .filter((instant) => !found.has(instant) && !unread.has(instant))
        .forEach((instant) => absent.add(instant));
    } catch (error) {
      // Not asked again for this answer: the models are fitted.
      instants.forEach((instant) => absent.add(instant));
      this.failed(asNightjarError(error));
    }
    for (const instant of instants) {
      const waiting = this.waiting.get(fitKey(request, instant));
      if (waiting) {
        found.set(instant, new Map([...(found.get(instant) ?? []), ...waiting.models]));
        absent.delete(instant);
      }
    }
    return { found, absent };
  }

  /** Has models of a fit kept, some time later. */
  keep(request: ModelRequest, instant: number, models: FitSet): void {
    const fitted = [...models].flatMap(([name, entry]) => (entry.model ? [[name, entry] as const] : []));
    if (!this.store || fitted.length === 0) {
      return;
    }
    const key = fitKey(request, instant);
    const waiting = this.waiting.get(key) ?? { fit: recordOf(request, instant), models: new Map() };
    this.waiting.set(key, waiting);
    for (const [name, model] of fitted) {
      waiting.models.set(name, model);
      this.bytes += model.model.bytes.byteLength;
    }
    if (this.bytes > MOST_WAITING) {
      void this.flush();
    } else {
      this.wait();
    }
  }

  private wait(): void {
    const now = performance.now();
    if (this.timer) {
      clearTimeout(this.timer);
    } else {
      this.since = now;
    }
    const left = Math.max(0, Math.min(QUIET_MS, this.since + LONGEST_MS - now));
    this.timer = setTimeout(() => void this.flush(), left).unref();
  }

  /** Keeps all that waits; resolves when it is kept, or told why not. */
  async flush(): Promise<void> {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    while (this.writing || this.waiting.size > 0) {
      this.writing ??= this.write().finally(() => {
        this.writing = null;
        this.kept();
      });
      await this.writing;
    }
  }

  private async write(): Promise<void> {
    for (const [key, waiting] of this.waiting) {
      while (waiting.models.size > 0) {
        const some = batchOf(waiting.models);
        try {
          await this.store?.saveFit(waiting.fit, some.map(asNew));
        } catch (thrown) {
          this.complete = false;
          const error = asNightjarError(thrown);
          // Another process keeps its own; the store's state says so.
          if (error.code !== 'busy') {
            this.failed(error);
          }
        }
        for (const [name, model] of some) {
          this.bytes -= model.model.bytes.byteLength;
          if (waiting.models.get(name) === model) {
            waiting.models.delete(name);
          }
        }
      }
      this.waiting.delete(key);
    }
  }
}

/** The first models of a fit, as many as one transaction takes. */
function batchOf(models: ReadonlyMap<string, CachedModel>): [string, CachedModel][] {
  const batch: [string, CachedModel][] = [];
  let bytes = 0;
  for (const entry of models) {
    bytes += entry[1].model.bytes.byteLength;
    if (batch.length > 0 && bytes > AT_ONCE) {
      break;
    }
    batch.push(entry);
  }
  return batch;
}

function asNew([name, { model, columns }]: readonly [string, CachedModel]): NewModel {
  const { trained, metrics } = unpack<FittedModel>(model);
  return { name, columns, ...model, trained, metrics: metrics ?? {} };
}

function recordOf(request: ModelRequest, instant: number): FitRecord {
  const { owner, detector, expr, settings, seed, step, trainingWindow } = request;
  const lineage = storedLineage(request);
  return { owner, lineage, instant, detector: detector.id, expr, settings, seed, step, trainingWindow };
}

function storedLineage(request: ModelRequest): string {
  return `${modelCode()}-${lineageOf(request)}`;
}
