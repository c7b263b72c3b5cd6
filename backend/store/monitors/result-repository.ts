import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { compressed, decompressed } from '../compressed.ts';
import type { Tables } from '../tables.ts';
import { parsed } from './record-parts.ts';
import type { MonitorSeriesRow, ResultChunk } from './records.ts';

/** Scores as they were detected, in chunks, and the series they are of. */
export class ResultRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  /** Gives the bytes it takes in the store. */
  async add(transaction: Transaction<Tables>, monitor: string, chunk: ResultChunk): Promise<number> {
    const bytes = compressed(chunk.bytes);
    const values = {
      started_at: chunk.start,
      points: chunk.points,
      size: chunk.bytes.byteLength,
      stored_size: bytes.byteLength,
      bytes,
    };
    // One that ends at the same instant can only be there after a reset: evaluations go forward.
    await transaction
      .insertInto('monitor_results')
      .values({ monitor, ended_at: chunk.end, ...values })
      .onConflict((conflict) => conflict.columns(['monitor', 'ended_at']).doUpdateSet(values))
      .execute();
    return bytes.byteLength;
  }

  /** `damaged`: how many chunks could not be read. */
  async read(monitor: string, from: number, to: number): Promise<{ chunks: ResultChunk[]; damaged: number }> {
    const rows = await this.db
      .selectFrom('monitor_results')
      .select(['started_at', 'ended_at', 'points', 'size', 'bytes'])
      .where('monitor', '=', monitor)
      .where('ended_at', '>=', from)
      .where('started_at', '<=', to)
      .orderBy('ended_at')
      .execute();
    const chunks = rows.flatMap(({ started_at, ended_at, points, size, bytes: frame }) => {
      const bytes = decompressed(size, frame);
      return bytes ? [{ start: started_at, end: ended_at, points, bytes }] : [];
    });
    return { chunks, damaged: rows.length - chunks.length };
  }

  async compact(
    transaction: Transaction<Tables>,
    monitor: string,
    replaced: readonly Pick<ResultChunk, 'start' | 'end'>[],
    merged: ResultChunk
  ): Promise<void> {
    let gone = 0n;
    for (const { start, end } of replaced) {
      const { numDeletedRows } = await transaction
        .deleteFrom('monitor_results')
        .where('monitor', '=', monitor)
        .where('ended_at', '=', end)
        .where('started_at', '=', start)
        .executeTakeFirst();
      gone += numDeletedRows;
    }
    if (gone !== BigInt(replaced.length)) {
      throw new NightjarError(
        'conflict',
        `${replaced.length - Number(gone)} of the chunks to join are no longer in the store: read them again.`
      );
    }
    await this.add(transaction, monitor, merged);
    await countBytes(transaction, [monitor]);
  }

  /** New series, and known ones that were seen again. */
  async noteSeries(
    transaction: Transaction<Tables>,
    monitor: string,
    series: readonly Omit<MonitorSeriesRow, 'monitor'>[]
  ): Promise<void> {
    for (const { ordinal, key, labels, firstSeen, lastSeen } of series) {
      await transaction
        .insertInto('monitor_series')
        .values({
          monitor,
          ordinal,
          key,
          labels_json: JSON.stringify(labels),
          first_seen: firstSeen,
          last_seen: lastSeen,
        })
        .onConflict((conflict) => conflict.columns(['monitor', 'ordinal']).doUpdateSet({ last_seen: lastSeen }))
        .execute();
    }
  }

  async series(monitor: string): Promise<MonitorSeriesRow[]> {
    const rows = await this.db
      .selectFrom('monitor_series')
      .selectAll()
      .where('monitor', '=', monitor)
      .orderBy('ordinal')
      .execute();
    return rows.map((row) => ({
      monitor,
      ordinal: row.ordinal,
      key: row.key,
      labels: parsed(row.labels_json) as Readonly<Record<string, string>>,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
    }));
  }
}

/** Counts the bytes of monitors' results and forecasts anew, after some went. */
export async function countBytes(transaction: Transaction<Tables>, monitors: readonly string[]): Promise<void> {
  await transaction
    .updateTable('monitor_states')
    .set(({ selectFrom, eb }) => ({
      result_bytes: eb(
        selectFrom('monitor_results')
          .select(({ fn, val }) => fn.coalesce(fn.sum<number>('stored_size'), val(0)).as('sum'))
          .whereRef('monitor_results.monitor', '=', 'monitor_states.monitor'),
        '+',
        selectFrom('monitor_forecasts')
          .select(({ fn, val }) => fn.coalesce(fn.sum<number>('stored_size'), val(0)).as('sum'))
          .whereRef('monitor_forecasts.monitor', '=', 'monitor_states.monitor')
      ).$notNull(),
    }))
    .where('monitor', 'in', monitors)
    .execute();
}
