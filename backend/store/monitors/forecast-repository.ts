import type { Kysely, Transaction } from 'kysely';
import { compressed, decompressed } from '../compressed.ts';
import type { Tables } from '../tables.ts';
import type { EvaluationCommit, ForecastChunk } from './records.ts';

/** Forecasts of monitors as they were made, one chunk an origin. */
export class ForecastRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  /** Gives the bytes it takes in the store more than before. */
  async add(
    transaction: Transaction<Tables>,
    { monitor, version }: Pick<EvaluationCommit, 'monitor' | 'version'>,
    { origin, until, points, bytes }: ForecastChunk
  ): Promise<number> {
    const frame = compressed(bytes);
    const values = {
      ends_at: until,
      version,
      points,
      size: bytes.byteLength,
      stored_size: frame.byteLength,
      bytes: frame,
    };
    // A new version of a monitor may forecast from the origin that the one before did: what it says takes its place.
    const before = await transaction
      .selectFrom('monitor_forecasts')
      .select('stored_size')
      .where('monitor', '=', monitor)
      .where('origin', '=', origin)
      .executeTakeFirst();
    await transaction
      .insertInto('monitor_forecasts')
      .values({ monitor, origin, ...values })
      .onConflict((conflict) => conflict.columns(['monitor', 'origin']).doUpdateSet(values))
      .execute();
    return frame.byteLength - (before?.stored_size ?? 0);
  }

  /** `damaged`: how many chunks could not be read. */
  async read(monitor: string, from: number, to: number): Promise<{ chunks: ForecastChunk[]; damaged: number }> {
    const rows = await this.db
      .selectFrom('monitor_forecasts')
      .select(['origin', 'ends_at', 'points', 'size', 'bytes'])
      .where('monitor', '=', monitor)
      .where('origin', '<=', to)
      .where('origin', '>=', ({ fn, val, selectFrom }) =>
        fn.coalesce(
          selectFrom('monitor_forecasts as before')
            .select(({ fn: { max } }) => max('before.origin').as('newest'))
            .where('before.monitor', '=', monitor)
            .where('before.origin', '<=', from),
          val(from)
        )
      )
      .orderBy('origin')
      .execute();
    const chunks = rows.flatMap(({ origin, ends_at, points, size, bytes: frame }) => {
      const bytes = decompressed(size, frame);
      return bytes ? [{ origin, until: ends_at, points, bytes }] : [];
    });
    return { chunks, damaged: rows.length - chunks.length };
  }

  /** Newest first. */
  async origins(monitor: string, limit: number): Promise<number[]> {
    const rows = await this.db
      .selectFrom('monitor_forecasts')
      .select('origin')
      .where('monitor', '=', monitor)
      .orderBy('origin', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ origin }) => origin);
  }
}
