import type { Generated } from 'kysely';

/** Whose a row is. */
interface Owned {
  org_id: number;
  datasource: string;
}

/** Tables of monitors and what belongs to them; `records.ts` says what the columns mean. 0 and 1 for no and yes. */
export interface MonitorTables {
  monitors: Owned & {
    id: string;
    name: string;
    origin: 'ui' | 'file';
    source: string;
    version: number;
    paused: number;
    created_at: number;
    created_by: string;
    updated_at: number;
    updated_by: string;
    deleted_at: number | null;
  };
  monitor_versions: {
    monitor: string;
    version: number;
    spec_json: string;
    at: number;
    author: string;
    note: string;
  };
  monitor_states: {
    monitor: string;
    version: number;
    /** null: nothing evaluated, or to begin anew. */
    evaluated_to: number | null;
    status_json: string;
    /** Bytes of the monitor's rows of `monitor_results` and `monitor_forecasts`. */
    result_bytes: number;
  };
  monitor_snapshots: {
    monitor: string;
    seen_to: number;
    /** Before compression. */
    size: number;
    bytes: Uint8Array;
  };
  monitor_results: {
    monitor: string;
    started_at: number;
    ended_at: number;
    points: number;
    size: number;
    stored_size: number;
    bytes: Uint8Array;
  };
  monitor_forecasts: {
    monitor: string;
    origin: number;
    /** The last instant that is foretold. */
    ends_at: number;
    /** Of the monitor's spec. */
    version: number;
    points: number;
    size: number;
    stored_size: number;
    bytes: Uint8Array;
  };
  monitor_series: {
    monitor: string;
    ordinal: number;
    key: string;
    labels_json: string;
    first_seen: number;
    last_seen: number;
  };
  detections: Owned & {
    id: string;
    monitor: string;
    version: number;
    series_key: string;
    labels_json: string;
    started_at: number;
    ended_at: number;
    open: number;
    severity: string;
    type: string;
    score: number;
    detail_json: string;
    suppression: string | null;
  };
  verdicts: Owned & {
    id: Generated<number>;
    detection: string;
    monitor: string;
    verdict: string;
    until: number | null;
    note: string;
    author: string;
    at: number;
    /** When it was taken back, or another took its place. */
    withdrawn_at: number | null;
  };
  adjustments: {
    id: Generated<number>;
    monitor: string;
    at: number;
    author: string;
    rules_json: string;
    withdrawn_at: number | null;
  };
  suppressions: Owned & {
    id: string;
    matchers_json: string;
    starts_at: number;
    ends_at: number;
    author: string;
    reason: string;
    created_at: number;
    removed_at: number | null;
  };
  calendars: Owned & {
    id: string;
    name: string;
    time_zone: string;
    ical: string;
    updated_at: number;
    updated_by: string;
  };
  exclusions: {
    monitor: string;
    id: string;
    cause: string;
    ref: string;
    started_at: number;
    ended_at: number;
    off: number;
    note: string;
    author: string;
    at: number;
  };
  audit: Owned & {
    id: Generated<number>;
    at: number;
    login: string;
    role: string;
    action: string;
    subject: string;
    subject_name: string;
    before_json: string;
    after_json: string;
  };
  connections: Owned & {
    settings_json: string;
    secrets: Uint8Array;
    renewed_at: number;
  };
}
