import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** Recommendations, configurations of components, and the course of health: part of 004. */
export async function addRecommendationTables({ schema }: Transaction<Tables>): Promise<void> {
  await schema
    .createTable('recommendations')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('component', 'text', (column) => column.notNull())
    .addColumn('priority', 'real', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('record_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('recommendations_key', ['org_id', 'datasource', 'id'])
    .execute();
  await schema
    .createIndex('recommendations_by_priority')
    .on('recommendations')
    .columns(['org_id', 'datasource', 'state', 'priority'])
    .execute();
  await schema
    .createTable('component_configs')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('component', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('values_json', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('component_configs_by_component')
    .on('component_configs')
    .columns(['org_id', 'datasource', 'component', 'at'])
    .execute();
  await schema
    .createTable('health_history')
    .addColumn('org_id', 'integer', (column) => column.notNull())
    .addColumn('datasource', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('score', 'real', (column) => column.notNull())
    .addColumn('services_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('health_history_key', ['org_id', 'datasource', 'at'])
    .execute();
}
