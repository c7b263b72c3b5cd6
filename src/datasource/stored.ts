import type { DataQuery, DataSourceJsonData } from '@grafana/data';
import type { NightjarQuery } from '../../contract/query.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';

/** A query as a dashboard stores it: everything but the expression may be missing. */
export type StoredQuery = DataQuery & Partial<Omit<NightjarQuery, 'refId' | 'hide'>>;

/** The datasource's settings as Grafana stores them. */
export type StoredSettings = DataSourceJsonData & DatasourceSettings;

/** Secrets, by the keys of `contract/settings.ts`; Grafana never sends stored ones back. */
export type StoredSecrets = Record<string, string>;
