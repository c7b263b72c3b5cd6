import type { Migration } from './migration.ts';

/** What monitors foretold, by the origin it was foretold from. */
export const forecasts: Migration = {
  version: 3,
  name: 'forecasts',
  async up({ schema }, types) {
    await schema
      .createTable('monitor_forecasts')
      .addColumn('monitor', 'text', (column) => column.notNull().references('monitors.id').onDelete('cascade'))
      .addColumn('origin', 'bigint', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('points', 'integer', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('stored_size', 'integer', (column) => column.notNull())
      .addColumn('bytes', types.bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint('monitor_forecasts_key', ['monitor', 'origin'])
      .execute();
  },
};
