import { presetsOf } from './preset.ts';

/** PostgreSQL, by postgres_exporter. */
export const postgresql = presetsOf('PostgreSQL', [
  {
    title: 'Transactions',
    summary: 'Databases with more, or fewer, transactions than at this time of their week.',
    expr: 'sum by (instance, datname) (rate(pg_stat_database_xact_commit[$__rate_interval]) + rate(pg_stat_database_xact_rollback[$__rate_interval]))',
    legend: '{{instance}} {{datname}}',
    spec: { minRelativeDeviation: 0.1 },
  },
  {
    title: 'Connections',
    summary: 'Connections that pile up, or go.',
    expr: 'sum by (instance) (pg_stat_activity_count)',
    legend: '{{instance}}',
    spec: { minDeviation: 3 },
  },
  {
    title: 'Rolled back',
    summary: 'Share of transactions that are rolled back, beyond what is usual.',
    expr: 'sum by (instance) (rate(pg_stat_database_xact_rollback[$__rate_interval])) / (sum by (instance) (rate(pg_stat_database_xact_commit[$__rate_interval]) + rate(pg_stat_database_xact_rollback[$__rate_interval])) > 0)',
    legend: '{{instance}}',
    spec: { direction: 'above', minDeviation: 0.01 },
  },
  {
    title: 'Cache hits',
    summary: 'Reads that miss the cache more often than usual.',
    expr: 'sum by (instance) (rate(pg_stat_database_blks_hit[$__rate_interval])) / (sum by (instance) (rate(pg_stat_database_blks_hit[$__rate_interval]) + rate(pg_stat_database_blks_read[$__rate_interval])) > 0)',
    legend: '{{instance}}',
    spec: { direction: 'below', minDeviation: 0.005 },
  },
  {
    title: 'Replication lag',
    summary: 'Replicas that fall behind more than they usually do.',
    expr: 'pg_replication_lag_seconds or pg_replication_lag',
    legend: '{{instance}}',
    spec: { direction: 'above', minDeviation: 1 },
  },
  {
    title: 'Deadlocks',
    summary: 'Deadlocks where there usually are none.',
    expr: 'sum by (instance, datname) (rate(pg_stat_database_deadlocks[10m]))',
    legend: '{{instance}} {{datname}}',
    spec: { direction: 'above' },
  },
]);
