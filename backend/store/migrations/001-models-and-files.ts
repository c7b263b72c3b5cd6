import type { Migration } from './migration.ts';

/** The lease, contents by hash, fits with their models, and files users bring. */
export const modelsAndFiles: Migration = {
  version: 1,
  name: 'models and files',
  async up({ schema }, types) {
    await schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('pid', 'integer', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('host', 'text', (column) => column.notNull())
      .addColumn('acquired_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('contents')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('stored_size', 'integer', (column) => column.notNull())
      .addColumn('bytes', types.bytes, (column) => column.notNull())
      .execute();
    await schema
      .createTable('fits')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('org_id', 'integer', (column) => column.notNull())
      .addColumn('datasource', 'text', (column) => column.notNull())
      .addColumn('lineage', 'text', (column) => column.notNull())
      .addColumn('instant', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('detector', 'text', (column) => column.notNull())
      .addColumn('expr', 'text', (column) => column.notNull())
      .addColumn('settings_json', 'text', (column) => column.notNull())
      .addColumn('seed', 'bigint', (column) => column.notNull())
      .addColumn('step', 'bigint', (column) => column.notNull())
      .addColumn('training_window', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .addColumn('pinned', 'integer', (column) => column.notNull().defaultTo(0))
      .addUniqueConstraint('fits_of_instant', ['org_id', 'datasource', 'lineage', 'instant'])
      .execute();
    await schema.createIndex('fits_by_use').on('fits').column('used_at').execute();
    await schema
      .createTable('models')
      .addColumn('fit', 'text', (column) => column.notNull().references('fits.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('columns_json', 'text', (column) => column.notNull())
      .addColumn('parent', 'text')
      .addColumn('trained_from', 'double precision', (column) => column.notNull())
      .addColumn('trained_to', 'double precision', (column) => column.notNull())
      .addColumn('points', 'integer', (column) => column.notNull())
      .addColumn('metrics_json', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().references('contents.hash'))
      .addPrimaryKeyConstraint('models_key', ['fit', 'name'])
      .execute();
    await schema.createIndex('models_by_content').on('models').column('hash').execute();
    await schema
      .createTable('files')
      .addColumn('org_id', 'integer', (column) => column.notNull())
      .addColumn('datasource', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().references('contents.hash'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('metadata_json', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('files_key', ['org_id', 'datasource', 'kind', 'hash'])
      .execute();
    await schema.createIndex('files_by_content').on('files').column('hash').execute();
  },
};
