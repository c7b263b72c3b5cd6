import type { Generated } from 'kysely';

/** Whose a row is. */
interface Owned {
  org_id: number;
  datasource: string;
}

/** Tables of alerts and incidents; `records.ts` says what the columns mean. 0 and 1 for no and yes. */
export interface AlertTables {
  alert_journal: Owned & {
    seq: Generated<number>;
    at: number;
    /** How many there are in `events_json`. */
    events: number;
    events_json: string;
  };
  alert_positions: Owned & {
    /** Counts commits: one that does not go on from the newest changes nothing. */
    revision: number;
  };
  alerts: Owned & {
    id: string;
    fingerprint: string;
    source: string;
    name: string;
    service: string;
    labels_json: string;
    annotations_json: string;
    severity: string;
    started_at: number;
    ended_at: number | null;
    own_end: number | null;
    value: number | null;
    url: string;
    received: number;
    duplicate_of: string | null;
    duplicate_reason: string;
    flapping: number;
    muted_by: string;
    incident: string | null;
    reasons_json: string;
    last_at: number;
  };
  alert_counts: Owned & {
    at: number;
    source: string;
    received: number;
    different: number;
  };
  incidents: Owned & {
    id: string;
    cluster: string | null;
    state: string;
    resolved: number;
    /** What lists are sorted by: the priority while it is not resolved, then when it began. */
    rank: number;
    title: string;
    severity: string;
    priority: number;
    confidence: number;
    started_at: number;
    opened_at: number;
    last_alert_at: number;
    resolved_at: number | null;
    escalated_at: number | null;
    acknowledged_by: string;
    assignee: string;
    alerts: number;
    received: number;
    firing: number;
    services_json: string;
    impact: string;
    silenced_until: number | null;
    merged_into: string | null;
    acted: number;
    detail_json: string;
  };
  incident_services: { incident: string; service: string };
  incident_timeline: {
    id: Generated<number>;
    incident: string;
    at: number;
    kind: string;
    by: string;
    text: string;
  };
  alerts_apart: Owned & {
    id: string;
    one_json: string;
    other_json: string;
    at: number;
    author: string;
  };
  maintenance_windows: Owned & {
    id: string;
    reason: string;
    matchers_json: string;
    starts_at: number;
    ends_at: number;
    author: string;
  };
  alert_options: Owned & {
    options_json: string;
    updated_at: number;
    updated_by: string;
  };
  service_changes: Owned & {
    id: Generated<number>;
    at: number;
    service: string;
    text: string;
  };
}
