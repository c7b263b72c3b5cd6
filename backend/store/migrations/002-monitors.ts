import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { ColumnTypes, Migration } from './migration.ts';

/** Monitors with their versions, state, results and detections, what people say of those, and who changed what. */
export const monitors: Migration = {
  version: 2,
  name: 'monitors',
  async up(transaction, types) {
    await whatIsWatched(transaction);
    await whatWasFound(transaction, types);
    await whatPeopleSay(transaction);
    await whatIsLeftOut(transaction);
    await whoDidWhat(transaction, types);
  },
};

async function whatIsWatched({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('monitors')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('paused', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute();
  // The name of one that was deleted is free for another.
  await schema
    .createIndex('monitors_by_name')
    .on('monitors')
    .columns(['org_id', 'datasource', 'name'])
    .unique()
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
  await schema
    .createTable('monitor_versions')
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('spec_json', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('monitor_versions_key', ['monitor', 'version'])
    .execute();
}

async function whatWasFound({ schema }: Transaction<Tables>, types: ColumnTypes): Promise<void> {
  await schema
    .createTable('monitor_states')
    .addColumn('monitor', 'text', (column) => column.primaryKey().references('monitors.id').onDelete('cascade'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('evaluated_to', 'bigint')
    .addColumn('status_json', 'text', (column) => column.notNull())
    .addColumn('result_bytes', 'bigint', (column) => column.notNull())
    .execute();
  // Apart from the states: those are written with every evaluation, and snapshots are large.
  await schema
    .createTable('monitor_snapshots')
    .addColumn('monitor', 'text', (column) => column.primaryKey().references('monitors.id').onDelete('cascade'))
    .addColumn('seen_to', 'bigint', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('bytes', types.bytes, (column) => column.notNull())
    .execute();
  // By their end: nearly all reading is of the newest, and evaluations only ever go forward.
  await schema
    .createTable('monitor_results')
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addColumn('points', 'integer', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('stored_size', 'integer', (column) => column.notNull())
    .addColumn('bytes', types.bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('monitor_results_key', ['monitor', 'ended_at'])
    .execute();
  await schema
    .createTable('monitor_series')
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('labels_json', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('monitor_series_key', ['monitor', 'ordinal'])
    .execute();
  await schema
    .createTable('detections')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('series_key', 'text', (column) => column.notNull())
    .addColumn('labels_json', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('detail_json', 'text', (column) => column.notNull())
    .addColumn('suppression', 'text')
    .execute();
  await schema
    .createIndex('detections_of_owner')
    .on('detections')
    .columns(['org_id', 'datasource', 'started_at', 'id'])
    .execute();
  await schema.createIndex('detections_of_monitor').on('detections').columns(['monitor', 'started_at', 'id']).execute();
  // What touches a range of time that ends now, of all that an owner ever had.
  await schema
    .createIndex('detections_of_owner_by_end')
    .on('detections')
    .columns(['org_id', 'datasource', 'ended_at', 'started_at'])
    .execute();
  await schema
    .createIndex('detections_open')
    .on('detections')
    .columns(['org_id', 'datasource', 'started_at', 'id'])
    .where(sql.ref('open'), '=', sql.lit(1))
    .execute();
  await schema.createIndex('detections_by_end').on('detections').column('ended_at').execute();
}

async function whatPeopleSay({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('verdicts')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('detection', 'text', (column) => column.notNull().references('detections.id').onDelete('cascade'))
    .addColumn('monitor', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .execute();
  await schema.createIndex('verdicts_of_detection').on('verdicts').column('detection').execute();
  await schema
    .createIndex('verdicts_standing')
    .on('verdicts')
    .column('detection')
    .unique()
    .where(sql.ref('withdrawn_at'), 'is', null)
    .execute();
  await schema.createIndex('verdicts_of_monitor').on('verdicts').column('monitor').execute();
  await schema
    .createTable('adjustments')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('rules_json', 'text', (column) => column.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .execute();
  await schema.createIndex('adjustments_of_monitor').on('adjustments').column('monitor').execute();
}

async function whatIsLeftOut({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('suppressions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('matchers_json', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .execute();
  await schema.createIndex('suppressions_of_owner').on('suppressions').columns(['org_id', 'datasource']).execute();
  await schema
    .createTable('calendars')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('ical', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addUniqueConstraint('calendars_by_name', ['org_id', 'datasource', 'name'])
    .execute();
  await schema
    .createTable('exclusions')
    .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addColumn('off', 'integer', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('exclusions_key', ['monitor', 'id'])
    .execute();
}

async function whoDidWhat({ schema }: Transaction<Tables>, types: ColumnTypes): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('subject_name', 'text', (column) => column.notNull())
    .addColumn('before_json', 'text', (column) => column.notNull())
    .addColumn('after_json', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('audit_of_owner').on('audit').columns(['org_id', 'datasource', 'id']).execute();
  await schema.createIndex('audit_by_time').on('audit').column('at').execute();
  await schema
    .createTable('connections')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('settings_json', 'text', (column) => column.notNull())
    .addColumn('secrets', types.bytes, (column) => column.notNull())
    .addColumn('renewed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('connections_key', ['org_id', 'datasource'])
    .execute();
}
