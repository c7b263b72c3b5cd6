import type { Kysely, Transaction } from 'kysely';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import { ownerColumns, ownerOf, parsed } from './record-parts.ts';
import type { ConnectionRow } from './records.ts';

/** What datasources are asked with while nobody looks; the secrets are encrypted before they come here. */
export class ConnectionRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  async put(transaction: Transaction<Tables>, connection: ConnectionRow): Promise<void> {
    const { owner, settings, secrets, renewedAt } = connection;
    const values = { settings_json: JSON.stringify(settings), secrets, renewed_at: renewedAt };
    await transaction
      .insertInto('connections')
      .values({ ...ownerColumns(owner), ...values })
      .onConflict((conflict) => conflict.columns(['org_id', 'datasource']).doUpdateSet(values))
      .execute();
  }

  async list(): Promise<ConnectionRow[]> {
    const rows = await this.db.selectFrom('connections').selectAll().orderBy('org_id').orderBy('datasource').execute();
    return rows.map((row) => ({
      owner: ownerOf(row),
      settings: parsed(row.settings_json),
      secrets: row.secrets,
      renewedAt: row.renewed_at,
    }));
  }

  async remove(transaction: Transaction<Tables>, { orgId, datasource }: Owner): Promise<void> {
    await transaction
      .deleteFrom('connections')
      .where('org_id', '=', orgId)
      .where('datasource', '=', datasource)
      .execute();
  }
}
