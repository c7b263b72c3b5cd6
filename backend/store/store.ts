import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NightjarError } from '../errors.ts';
import { unpackFailure } from '../failure.ts';
import type { AlertStore } from './alerts/alert-store.ts';
import { remoteAlerts } from './alerts/remote-alerts.ts';
import { backUp } from './backup/back-up.ts';
import type { FileRecord, NewFile } from './files/file-repository.ts';
import type { LocalStoreOptions } from './local-store.ts';
import type { FitRecord, ModelRecord, NewModel } from './models/model-record.ts';
import type { LoadedFits } from './models/model-repository.ts';
import type { MonitorStore } from './monitors/monitor-store.ts';
import type { EvaluationCommit } from './monitors/records.ts';
import type { MonitorCall } from './monitors/remote-monitors.ts';
import { remoteMonitors } from './monitors/remote-monitors.ts';
import type { RecommendationStore } from './recommendations/recommendation-store.ts';
import { remoteRecommendations } from './recommendations/remote-recommendations.ts';
import type { OperationInput, OperationName, OperationResult } from './operations.ts';
import type { Owner } from './owner.ts';
import type { StorePlace } from './place.ts';
import { STORE_FILE } from './place.ts';
import type { StoreStatus } from './status.ts';
import type { StoreReply, StoreRequest } from './store-messages.ts';

export interface StoreOptions {
  readonly place: StorePlace;
  readonly limits: LocalStoreOptions['limits'];
  readonly log: (level: 'info' | 'warn', line: string) => void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const THREAD_FILE = new URL(import.meta.url.endsWith('.ts') ? './store-main.ts' : './store-main.js', import.meta.url);
/** Megabytes of the thread's JavaScript heap; contents lie beside it. */
const HEAP_MB = 256;
const YOUNG_MB = 4;

/**
 * The store as the rest of the engine has it: every call goes to a thread of its own, which starts with the first one, so that no query
 * holds up the event loop. All methods reject with NightjarErrors: `busy` where another process has the lease and something was to be kept.
 */
export class Store {
  readonly place: StorePlace;
  readonly monitors: MonitorStore = remoteMonitors((call) => this.call('monitors', call));
  readonly alerts: AlertStore = remoteAlerts((call) => this.call('alerts', call));
  readonly recommendations: RecommendationStore = remoteRecommendations((call) => this.call('recommendations', call));
  private readonly options: StoreOptions;
  private readonly pending = new Map<number, Pending>();
  private worker: Worker | null = null;
  private nextId = 1;
  private failure: StoreStatus['failure'] = null;
  private closed = false;

  constructor(options: StoreOptions) {
    this.options = options;
    this.place = options.place;
  }

  async status(): Promise<StoreStatus> {
    if (this.place.folder === null && !this.worker) {
      return emptyMemory(this.place.reason, this.options.limits.maxBytes);
    }
    const status = await this.call('status', undefined);
    return this.failure && this.failure.at > (status.failure?.at ?? 0) ? { ...status, failure: this.failure } : status;
  }

  /** Adds models to a fit, all or none: once it resolves they are on the disk. Does nothing where the store is in memory only. */
  saveFit(fit: FitRecord, models: readonly NewModel[]): Promise<void> {
    return this.call('saveFit', { fit, models });
  }

  /** The fits of a lineage at `instants`, in that order, as long as they take at most `maxBytes`; the first one always fits. */
  loadFits(owner: Owner, lineage: string, instants: readonly number[], maxBytes: number): Promise<LoadedFits> {
    return this.call('loadFits', { owner, lineage, instants, maxBytes });
  }

  /** What is known of an owner's models, newest first. */
  listModels(owner: Owner, limit: number): Promise<ModelRecord[]> {
    return this.call('listModels', { owner, limit });
  }

  /** Keeps a fit whatever its age and the store's cap, or no longer; gives whether there is such a fit. */
  pinFit(owner: Owner, lineage: string, instant: number, on: boolean): Promise<boolean> {
    return this.call('pinFit', { owner, lineage, instant, on });
  }

  /** Keeps a file of a user, named by the SHA-256 of its bytes; `too-large` above the cap. In a store in memory until the end. */
  putFile(file: NewFile): Promise<FileRecord> {
    return this.call('putFile', file);
  }

  getFile(owner: Owner, kind: string, hash: string): Promise<Uint8Array | null> {
    return this.call('getFile', { owner, kind, hash });
  }

  listFiles(owner: Owner, kind: string): Promise<FileRecord[]> {
    return this.call('listFiles', { owner, kind });
  }

  removeFile(owner: Owner, kind: string, hash: string): Promise<boolean> {
    return this.call('removeFile', { owner, kind, hash });
  }

  /**
   * Writes a copy of the whole store, as it is at one instant, to a file that is not there yet, while all goes on. The secret key is
   * not in it. Throws `bad-request` for a store in memory.
   */
  async backupTo(file: string): Promise<{ readonly bytes: number }> {
    if (this.place.folder === null) {
      throw new NightjarError('bad-request', `There is no store to back up: ${this.place.reason}`);
    }
    // The file is made by the thread.
    await this.status();
    return backUp(join(this.place.folder, STORE_FILE), file);
  }

  /** Shows a failure in the store's state until the next start. */
  noteFailure(error: NightjarError): void {
    this.failure = { message: error.message, at: Date.now() };
  }

  /** Ends the thread when all calls are answered, and gives the lease back. */
  async close(): Promise<void> {
    if (this.worker && !this.closed) {
      await this.send('close', undefined);
    }
    this.closed = true;
  }

  private call<K extends OperationName>(name: K, input: OperationInput<K>): Promise<OperationResult<K>> {
    if (this.closed) {
      return Promise.reject(new NightjarError('busy', 'Nightjar is shutting down: ask again in a moment.'));
    }
    return this.send(name, input) as Promise<OperationResult<K>>;
  }

  private send(name: StoreRequest['name'], input: unknown): Promise<unknown> {
    const worker = (this.worker ??= this.start());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, name, input } satisfies StoreRequest, snapshotBuffers(input));
    });
  }

  private start(): Worker {
    const { place, limits } = this.options;
    const worker = new Worker(THREAD_FILE, {
      workerData: { place, limits },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.on('message', (reply: StoreReply) => this.settle(worker, reply));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, undefined));
    return worker;
  }

  private settle(worker: Worker, reply: StoreReply): void {
    if ('line' in reply) {
      this.options.log(reply.level, reply.line);
      return;
    }
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if (this.pending.size === 0) {
      worker.unref();
    }
    if ('failure' in reply) {
      pending?.reject(unpackFailure(reply.failure));
    } else {
      pending?.resolve(reply.result);
    }
  }

  /** The next call starts a new thread. */
  private lose(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) {
      return;
    }
    this.worker = null;
    const error = new NightjarError(
      'engine-failure',
      'The store’s thread ended while it was asked; the next call starts it anew. Its log says why.',
      { cause }
    );
    this.pending.forEach(({ reject }) => reject(error));
    this.pending.clear();
  }
}

/** Memory of snapshots that a call brings: handed over instead of copied, since they are made for the store alone and megabytes large. */
function snapshotBuffers(input: unknown): ArrayBuffer[] {
  const { method, args } = { ...(input as Partial<MonitorCall> | undefined) };
  const commits = method === 'commitEvaluations' ? (args?.[0] as readonly EvaluationCommit[]) : [];
  return commits.flatMap(({ snapshot }) => {
    const buffer = snapshot?.bytes.buffer;
    return buffer instanceof ArrayBuffer ? [buffer] : [];
  });
}

/** A store in memory that nothing was put into: no thread need start to say so. */
function emptyMemory(reason: string, maxBytes: number): StoreStatus {
  return {
    kind: 'memory',
    reason,
    file: null,
    bytes: 0,
    maxBytes,
    models: 0,
    files: 0,
    monitors: 0,
    schemaVersion: 0,
    journal: 'memory',
    writes: true,
    holder: null,
    failure: null,
  };
}
