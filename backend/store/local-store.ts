import { join } from 'node:path';
import type { Transaction } from 'kysely';
import { NightjarError } from '../errors.ts';
import { LocalAlerts } from './alerts/local-alerts.ts';
import { damagedContent, dropUnreferenced } from './contents.ts';
import { storeFailure } from './store-failure.ts';
import type { FileRecord, NewFile } from './files/file-repository.ts';
import { FileRepository } from './files/file-repository.ts';
import type { LeaseState } from './lease.ts';
import { Lease } from './lease.ts';
import { migrate } from './migrate.ts';
import type { FitRecord, NewModel } from './models/model-record.ts';
import type { LoadedFits } from './models/model-repository.ts';
import { ModelRepository } from './models/model-repository.ts';
import { countMonitors } from './monitors/monitor-repository.ts';
import type { StoreParts } from './monitors/local-monitors.ts';
import { LocalMonitors } from './monitors/local-monitors.ts';
import type { MonitorAges } from './monitors/monitor-retention.ts';
import { DEFAULT_AGES } from './monitors/monitor-retention.ts';
import type { Owner } from './owner.ts';
import type { StorePlace } from './place.ts';
import { STORE_FILE } from './place.ts';
import type { Holder } from './process-identity.ts';
import { LocalRecommendations } from './recommendations/local-recommendations.ts';
import type { RetentionLimits } from './retention.ts';
import { retain } from './retention.ts';
import type { OpenDatabase } from './sqlite/open-sqlite.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { StoreStatus } from './status.ts';
import type { Tables } from './tables.ts';

export interface LocalStoreOptions {
  readonly place: StorePlace;
  readonly limits: RetentionLimits & {
    readonly maxFileBytes: number;
    /** Those of the configuration's defaults where they are left out. */
    readonly ages?: MonitorAges;
  };
  readonly holder: Holder;
  /** The clock, ms since the epoch. */
  readonly now: () => number;
}

/** Retention looks again after so many bytes were kept. */
const LOOK_AFTER_BYTES = 16 * 1024 * 1024;
/** Results, detections and files of a store without a folder. */
const MOST_IN_MEMORY = 128 * 1024 * 1024;

/** The store on the calling thread. Calls must follow each other: the thread that has it sees to that (`store-main.ts`). */
export class LocalStore {
  readonly models: ModelRepository;
  readonly files: FileRepository;
  readonly monitors: LocalMonitors;
  readonly alerts: LocalAlerts;
  readonly recommendations: LocalRecommendations;
  readonly lease: Lease;
  private readonly options: LocalStoreOptions;
  private readonly open: OpenDatabase;
  private readonly reason: string | null;
  private readonly version: number;
  private state: LeaseState;
  private failure: StoreStatus['failure'] = null;
  private unlooked = 0;

  private constructor(options: LocalStoreOptions, open: OpenedStore) {
    this.options = options;
    this.open = open.database;
    this.reason = open.reason;
    this.version = open.version;
    this.lease = open.lease;
    this.state = open.state;
    this.models = new ModelRepository(this.open.db, options.now);
    this.files = new FileRepository(this.open.db, options.now);
    const parts: StoreParts = {
      db: this.open.db,
      now: options.now,
      write: (task) => this.write(task),
      noteFailure: (error) => this.noteFailure(error),
      noteKept: (bytes) => this.noteKept(bytes),
    };
    this.monitors = new LocalMonitors(parts);
    this.alerts = new LocalAlerts(parts);
    this.recommendations = new LocalRecommendations(parts);
  }

  /** Opens the file of the place, or, where that cannot be, a store in memory that says why. */
  static async open(options: LocalStoreOptions): Promise<LocalStore> {
    const { place } = options;
    let reason: string;
    if (place.folder === null) {
      reason = place.reason;
    } else {
      const file = join(place.folder, STORE_FILE);
      try {
        return new LocalStore(options, await openFile(file, null, options));
      } catch (error) {
        reason = whyNot(file, error);
      }
    }
    return new LocalStore(options, await openFile(':memory:', reason, options));
  }

  /** Renews the lease, or takes it where its holder is gone. Call it every `HEARTBEAT_MS`. */
  async heartbeat(): Promise<LeaseState> {
    await this.open.readOnly(false);
    try {
      this.state = await this.lease.renew();
    } finally {
      await this.open.readOnly(!this.state.held);
    }
    return this.state;
  }

  async saveFit(fit: FitRecord, models: readonly NewModel[]): Promise<void> {
    if (this.reason !== null) {
      return;
    }
    await this.write((transaction) => this.models.save(transaction, fit, models));
    await this.noteKept(models.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
  }

  async loadFits(owner: Owner, lineage: string, instants: readonly number[], maxBytes: number): Promise<LoadedFits> {
    const { fits, beyond, damaged } = await this.models.load(owner, lineage, instants, maxBytes);
    if (damaged.length > 0) {
      this.noteFailure(damagedContent(damaged));
    }
    if (fits.length > 0 && this.state.held) {
      const used = fits.map(({ instant }) => instant);
      await this.noteLoad(owner, lineage, used, damaged);
    }
    return { fits, beyond };
  }

  /** What was read is good, whether this can be noted or not. */
  private async noteLoad(
    owner: Owner,
    lineage: string,
    used: readonly number[],
    damaged: readonly string[]
  ): Promise<void> {
    try {
      await this.write(async (transaction) => {
        await this.models.noteUse(transaction, owner, lineage, used);
        if (damaged.length > 0) {
          await this.models.forgetContents(transaction, damaged);
        }
      });
    } catch (thrown) {
      const error = storeFailure(thrown);
      if (error.code !== 'busy') {
        this.noteFailure(error);
      }
    }
  }

  async pin(owner: Owner, lineage: string, instant: number, on: boolean): Promise<boolean> {
    return this.write((transaction) => this.models.pin(transaction, owner, lineage, instant, on));
  }

  async putFile(file: NewFile): Promise<FileRecord> {
    return this.write((transaction) => this.files.put(transaction, file, this.options.limits.maxFileBytes));
  }

  async removeFile(owner: Owner, kind: string, hash: string): Promise<boolean> {
    return this.write(async (transaction) => {
      const had = await this.files.remove(transaction, owner, kind, hash);
      await dropUnreferenced(transaction);
      return had;
    });
  }

  /** Forgets what is too old or too much, where the lease is ours; gives the number of records that went. */
  async retain(): Promise<number> {
    this.unlooked = 0;
    if (!this.state.held) {
      return 0;
    }
    const { limits, now } = this.options;
    const { db, usedBytes } = this.open;
    // A store in memory takes it from the models in use.
    const maxBytes = this.reason === null ? limits.maxBytes : Math.min(limits.maxBytes, MOST_IN_MEMORY);
    const caps = { ...limits, maxBytes };
    const gone = await retain(db, caps, limits.ages ?? DEFAULT_AGES, now(), usedBytes, (task) => this.write(task));
    if (gone > 0) {
      await this.open.shrink();
    }
    return gone;
  }

  async status(): Promise<StoreStatus> {
    const { place, limits } = this.options;
    return {
      kind: this.reason === null ? 'sqlite' : 'memory',
      reason: this.reason,
      file: this.reason === null && place.folder !== null ? join(place.folder, STORE_FILE) : null,
      bytes: await this.open.usedBytes(),
      maxBytes: limits.maxBytes,
      models: await this.models.count(),
      files: await this.files.count(),
      monitors: await countMonitors(this.open.db),
      schemaVersion: this.version,
      journal: this.open.journal,
      writes: this.state.held,
      holder: this.state.holder,
      failure: this.failure,
    };
  }

  noteFailure(error: NightjarError): void {
    this.failure = { message: error.message, at: this.options.now() };
  }

  /** Gives the lease back and closes the file. */
  async close(): Promise<void> {
    if (this.state.held) {
      await this.lease.release();
    }
    await this.open.db.destroy();
  }

  /** What was kept is kept, whether room can be made for more or not. */
  private async noteKept(bytes: number): Promise<void> {
    this.unlooked += bytes;
    if (this.unlooked > LOOK_AFTER_BYTES) {
      try {
        await this.retain();
      } catch (thrown) {
        this.noteFailure(storeFailure(thrown));
      }
    }
  }

  /** A transaction that only the holder of the lease can commit. */
  private async write<T>(task: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    if (!this.state.held) {
      // A connection that only reads cannot even begin one.
      await this.lease.demand(this.open.db);
    }
    return this.open.db.transaction().execute(async (transaction) => {
      await this.lease.demand(transaction);
      return task(transaction);
    });
  }
}

interface OpenedStore {
  readonly database: OpenDatabase;
  readonly reason: string | null;
  readonly version: number;
  readonly lease: Lease;
  readonly state: LeaseState;
}

async function openFile(file: string, reason: string | null, { holder, now }: LocalStoreOptions): Promise<OpenedStore> {
  const database = await openSqlite(file);
  try {
    const version = await migrate(database.db, { bytes: 'blob' }, holder, now());
    const lease = new Lease(database.db, holder, now);
    const state = await lease.renew();
    await database.readOnly(!state.held);
    return { database, reason, version, lease, state };
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
}

function whyNot(file: string, error: unknown): string {
  if (error instanceof NightjarError) {
    return `the store ${file} is not used. ${error.message}`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `the store ${file} cannot be opened (${why}); if it is damaged, move it away and start again: models are fitted anew.`;
}
