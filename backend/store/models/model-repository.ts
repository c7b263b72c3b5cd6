import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { dropUnreferenced, getContents, hashOf, putContents } from '../contents.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { FitRecord, KeptModel, ModelRecord, NewModel } from './model-record.ts';
import { parseModels, serializeModel } from './serialize-model.ts';

/** The last use of a fit is noted no more often than this, ms: reading must not mean writing. */
const USE_NOTED_MS = 3_600_000;

export interface StoredFit {
  readonly instant: number;
  readonly models: readonly KeptModel[];
}

/** What was read, in the order asked for; `beyond` were not looked at, since the bytes asked for were reached. */
export interface LoadedFits {
  readonly fits: readonly StoredFit[];
  readonly beyond: readonly number[];
}

/** Fitted models: fits (one a query and instant) and their models (one a series, or one for all). */
export class ModelRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;

  constructor(db: Kysely<Tables>, now: () => number) {
    this.db = db;
    this.now = now;
  }

  /** Adds models to a fit in the caller's transaction; one that is there under the same name is replaced. */
  async save(transaction: Transaction<Tables>, fit: FitRecord, models: readonly NewModel[]): Promise<void> {
    const contents = models.map(serializeModel);
    const hashes = contents.map(hashOf);
    await putContents(transaction, new Map(hashes.map((hash, index) => [hash, contents[index]])));
    const id = fitId(fit, fit.instant);
    await this.addFit(transaction, id, fit);
    const before = await this.nearestEarlier(transaction, fit);
    for (const [index, { name, columns, trained, metrics, startedFrom }] of models.entries()) {
      const values = {
        columns_json: JSON.stringify(columns),
        parent: startedFrom === undefined ? (before.get(name) ?? null) : fitId(fit, startedFrom),
        trained_from: trained.from,
        trained_to: trained.to,
        points: trained.points,
        metrics_json: JSON.stringify(metrics),
        hash: hashes[index],
      };
      await transaction
        .insertInto('models')
        .values({ fit: id, name, ...values })
        .onConflict((conflict) => conflict.columns(['fit', 'name']).doUpdateSet(values))
        .execute();
    }
  }

  /**
   * The fits of a lineage at some instants, as long as their contents take at most `maxBytes` in memory; the first one always fits.
   * In the order of `instants`, those that are there. `damaged` names contents that could not be read: their models are left out.
   */
  async load(
    owner: Owner,
    lineage: string,
    instants: readonly number[],
    maxBytes: number
  ): Promise<LoadedFits & { readonly damaged: readonly string[] }> {
    const fits: StoredFit[] = [];
    const damaged: string[] = [];
    let bytes = 0;
    for (const [index, instant] of instants.entries()) {
      const rows = await this.db
        .selectFrom('models')
        .innerJoin('contents', 'contents.hash', 'models.hash')
        .select(['models.name', 'models.columns_json', 'models.hash', 'contents.size'])
        .where('models.fit', '=', fitId({ owner, lineage }, instant))
        .orderBy('models.name')
        .execute();
      bytes += rows.reduce((sum, { size }) => sum + size, 0);
      if (fits.length > 0 && bytes > maxBytes) {
        return { fits, beyond: instants.slice(index), damaged };
      }
      if (rows.length > 0) {
        const read = await this.read(rows);
        fits.push({ instant, models: read.models });
        damaged.push(...read.damaged);
      }
    }
    return { fits, beyond: [], damaged };
  }

  /** Forgets the models of contents, whoever's they are. */
  async forgetContents(transaction: Transaction<Tables>, hashes: readonly string[]): Promise<void> {
    await transaction.deleteFrom('models').where('hash', 'in', hashes).execute();
    await dropUnreferenced(transaction);
  }

  /** Notes that fits were used, so that retention takes others first; at most once an hour each. */
  async noteUse(transaction: Transaction<Tables>, owner: Owner, lineage: string, instants: readonly number[]) {
    const now = this.now();
    await transaction
      .updateTable('fits')
      .set({ used_at: now })
      .where(
        'id',
        'in',
        instants.map((instant) => fitId({ owner, lineage }, instant))
      )
      .where('used_at', '<', now - USE_NOTED_MS)
      .execute();
  }

  /** Keeps a fit whatever its age and the cap on bytes, or no longer. Gives whether the owner has such a fit. */
  async pin(transaction: Transaction<Tables>, owner: Owner, lineage: string, instant: number, on: boolean) {
    const { numUpdatedRows } = await transaction
      .updateTable('fits')
      .set({ pinned: on ? 1 : 0 })
      .where('id', '=', fitId({ owner, lineage }, instant))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** What is known of an owner's models, newest first, at most `limit`. */
  async list(owner: Owner, limit: number): Promise<ModelRecord[]> {
    const rows = await this.db
      .selectFrom('models')
      .innerJoin('fits', 'fits.id', 'models.fit')
      .leftJoin('fits as parents', 'parents.id', 'models.parent')
      .selectAll('models')
      .selectAll('fits')
      .select('parents.version as parent_version')
      .where('fits.org_id', '=', owner.orgId)
      .where('fits.datasource', '=', owner.datasource)
      .orderBy('fits.created_at', 'desc')
      .orderBy('fits.version', 'desc')
      .orderBy('models.name')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      owner,
      lineage: row.lineage,
      instant: row.instant,
      detector: row.detector,
      expr: row.expr,
      settings: JSON.parse(row.settings_json) as Record<string, unknown>,
      seed: row.seed,
      step: row.step,
      trainingWindow: row.training_window,
      name: row.name,
      columns: JSON.parse(row.columns_json) as string[],
      version: row.version,
      parent: row.parent_version,
      trained: { from: row.trained_from, to: row.trained_to, points: row.points },
      metrics: JSON.parse(row.metrics_json) as Record<string, number>,
      hash: row.hash,
      createdAt: row.created_at,
      pinned: row.pinned === 1,
    }));
  }

  async count(): Promise<number> {
    const row = await this.db
      .selectFrom('models')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  private async read(
    rows: readonly { name: string; columns_json: string; hash: string }[]
  ): Promise<{ models: KeptModel[]; damaged: string[] }> {
    const { found, damaged } = await getContents(
      this.db,
      rows.map(({ hash }) => hash)
    );
    const there = rows.flatMap(({ name, columns_json, hash }) => {
      const content = found.get(hash);
      return content ? [{ name, columns: JSON.parse(columns_json) as string[], content }] : [];
    });
    const contents = parseModels(there.map(({ content }) => content));
    const models = there.map(({ name, columns }, index) => ({ name, columns, ...contents[index] }));
    return { models, damaged };
  }

  private async addFit(transaction: Transaction<Tables>, id: string, fit: FitRecord): Promise<void> {
    const now = this.now();
    const known = await transaction.selectFrom('fits').select('id').where('id', '=', id).executeTakeFirst();
    if (known) {
      await transaction.updateTable('fits').set({ used_at: now }).where('id', '=', id).execute();
      return;
    }
    const { owner, lineage, instant, detector, expr, settings, seed, step, trainingWindow } = fit;
    const last = await transaction
      .selectFrom('fits')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('lineage', '=', lineage)
      .executeTakeFirst();
    await transaction
      .insertInto('fits')
      .values({
        id,
        org_id: owner.orgId,
        datasource: owner.datasource,
        lineage,
        instant,
        version: (last?.version ?? 0) + 1,
        detector,
        expr,
        settings_json: JSON.stringify(settings),
        seed,
        step,
        training_window: trainingWindow,
        created_at: now,
        used_at: now,
        pinned: 0,
      })
      .execute();
  }

  /** By model name, the fit of the lineage with the nearest earlier instant. */
  private async nearestEarlier(transaction: Transaction<Tables>, fit: FitRecord): Promise<Map<string, string>> {
    const before = await transaction
      .selectFrom('fits')
      .select('id')
      .where('org_id', '=', fit.owner.orgId)
      .where('datasource', '=', fit.owner.datasource)
      .where('lineage', '=', fit.lineage)
      .where('instant', '<', fit.instant)
      .orderBy('instant', 'desc')
      .executeTakeFirst();
    if (!before) {
      return new Map();
    }
    const rows = await transaction.selectFrom('models').select('name').where('fit', '=', before.id).execute();
    return new Map(rows.map(({ name }) => [name, before.id]));
  }
}

/** Names a fit, so that no owner can name another's. */
function fitId({ owner, lineage }: Pick<FitRecord, 'owner' | 'lineage'>, instant: number): string {
  const text = JSON.stringify([owner.orgId, owner.datasource, lineage, instant]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
