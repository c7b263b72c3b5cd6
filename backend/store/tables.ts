import type { AlertTables } from './alerts/alert-tables.ts';
import type { MonitorTables } from './monitors/monitor-tables.ts';
import type { RecommendationTables } from './recommendations/recommendation-tables.ts';

/** The store's tables as Kysely sees them. Times are ms since the epoch, `json` columns hold JSON text. */
export interface Tables extends MonitorTables, AlertTables, RecommendationTables {
  schema_version: { version: number; applied_at: number };
  leases: {
    name: string;
    holder: string;
    /** Process id of the holder, and where that id means something: see `process-identity.ts`. */
    pid: number;
    place: string;
    host: string;
    acquired_at: number;
    expires_at: number;
  };
  contents: {
    /** SHA-256 of the bytes before compression, hex. */
    hash: string;
    size: number;
    stored_size: number;
    /** The bytes, compressed with zstd. */
    bytes: Uint8Array;
  };
  fits: {
    id: string;
    org_id: number;
    datasource: string;
    /** Hash of all that decides a model but series and instant: fits of one lineage refit each other. */
    lineage: string;
    instant: number;
    /** 1, 2, 3, ... within the lineage, in the order they were kept. */
    version: number;
    detector: string;
    expr: string;
    settings_json: string;
    seed: number;
    step: number;
    training_window: number;
    created_at: number;
    used_at: number;
    /** 1: kept whatever its age. */
    pinned: number;
  };
  models: {
    fit: string;
    /** Key of the series, or `*` for a joint model. */
    name: string;
    columns_json: string;
    /** The fit whose model of the same name this one was refitted or warm-started from. */
    parent: string | null;
    trained_from: number;
    trained_to: number;
    points: number;
    metrics_json: string;
    hash: string;
  };
  files: {
    org_id: number;
    datasource: string;
    hash: string;
    kind: string;
    name: string;
    metadata_json: string;
    created_at: number;
  };
}
