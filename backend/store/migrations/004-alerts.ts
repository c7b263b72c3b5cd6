import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { Migration } from './migration.ts';
import { addRecommendationTables } from './recommendation-tables.ts';

/** Alerts as they come, the incidents they make, what people do and say of those, and recommendations. */
export const alerts: Migration = {
  version: 4,
  name: 'alerts',
  async up(transaction) {
    await whatComesIn(transaction);
    await whatBelongsTogether(transaction);
    await whatPeopleSet(transaction);
    await addRecommendationTables(transaction);
  },
};

async function whatComesIn({ schema }: Transaction<Tables>): Promise<void> {
  // Taken, and not put together yet: a row goes with the transaction that keeps what became of it.
  await schema
    .createTable('alert_journal')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('events', 'integer', (column) => column.notNull())
    .addColumn('events_json', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('alert_journal_of_owner')
    .on('alert_journal')
    .columns(['org_id', 'datasource', 'seq'])
    .execute();
  await schema
    .createTable('alert_positions')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_positions_key', ['org_id', 'datasource'])
    .execute();
  await schema
    .createTable('alerts')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('labels_json', 'text', (column) => column.notNull())
    .addColumn('annotations_json', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('own_end', 'bigint')
    .addColumn('value', 'double precision')
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('received', 'integer', (column) => column.notNull())
    .addColumn('duplicate_of', 'text')
    .addColumn('duplicate_reason', 'text', (column) => column.notNull())
    .addColumn('flapping', 'integer', (column) => column.notNull())
    .addColumn('muted_by', 'text', (column) => column.notNull())
    .addColumn('incident', 'text')
    .addColumn('reasons_json', 'text', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alerts_key', ['org_id', 'datasource', 'id'])
    .execute();
  await schema
    .createIndex('alerts_by_start')
    .on('alerts')
    .columns(['org_id', 'datasource', 'started_at', 'id'])
    .execute();
  await schema
    .createIndex('alerts_firing')
    .on('alerts')
    .columns(['org_id', 'datasource', 'started_at', 'id'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
  await schema
    .createIndex('alerts_of_incident')
    .on('alerts')
    .columns(['incident', 'started_at'])
    .where(sql.ref('incident'), 'is not', null)
    .execute();
  await schema.createIndex('alerts_by_age').on('alerts').column('last_at').execute();
  await schema.createIndex('alerts_by_last').on('alerts').columns(['org_id', 'datasource', 'last_at']).execute();
  await schema
    .createTable('alert_counts')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('received', 'integer', (column) => column.notNull())
    .addColumn('different', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_counts_key', ['org_id', 'datasource', 'at', 'source'])
    .execute();
}

async function whatBelongsTogether({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('resolved', 'integer', (column) => column.notNull())
    .addColumn('rank', 'double precision', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('priority', 'double precision', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('last_alert_at', 'bigint', (column) => column.notNull())
    .addColumn('resolved_at', 'bigint')
    .addColumn('escalated_at', 'bigint')
    .addColumn('acknowledged_by', 'text', (column) => column.notNull())
    .addColumn('assignee', 'text', (column) => column.notNull())
    .addColumn('alerts', 'integer', (column) => column.notNull())
    .addColumn('received', 'integer', (column) => column.notNull())
    .addColumn('firing', 'integer', (column) => column.notNull())
    .addColumn('services_json', 'text', (column) => column.notNull())
    .addColumn('impact', 'text', (column) => column.notNull())
    .addColumn('silenced_until', 'bigint')
    .addColumn('merged_into', 'text')
    .addColumn('acted', 'integer', (column) => column.notNull())
    .addColumn('detail_json', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('incidents_by_rank')
    .on('incidents')
    .columns(['org_id', 'datasource', 'resolved', 'rank', 'id'])
    .execute();
  await schema
    .createIndex('incidents_by_opening')
    .on('incidents')
    .columns(['org_id', 'datasource', 'opened_at'])
    .execute();
  await schema
    .createIndex('incidents_by_last_alert')
    .on('incidents')
    .columns(['org_id', 'datasource', 'last_alert_at'])
    .execute();
  await schema
    .createTable('incident_services')
    .addColumn('incident', 'text', (column) => column.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('service', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_services_key', ['incident', 'service'])
    .execute();
  await schema
    .createTable('incident_timeline')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('incident', 'text', (column) => column.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('incident_timeline_by_time')
    .on('incident_timeline')
    .columns(['incident', 'at', 'id'])
    .execute();
}

async function whatPeopleSet({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('alerts_apart')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('one_json', 'text', (column) => column.notNull())
    .addColumn('other_json', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('alerts_apart_of_owner')
    .on('alerts_apart')
    .columns(['org_id', 'datasource', 'at'])
    .execute();
  await schema
    .createTable('maintenance_windows')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('matchers_json', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('maintenance_windows_of_owner')
    .on('maintenance_windows')
    .columns(['org_id', 'datasource'])
    .execute();
  await schema
    .createTable('alert_options')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('options_json', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_options_key', ['org_id', 'datasource'])
    .execute();
  await schema
    .createTable('service_changes')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('service_changes_by_time')
    .on('service_changes')
    .columns(['org_id', 'datasource', 'at'])
    .execute();
}
