import type { Owner } from '../owner.ts';

/** Plain JSON; the store neither reads nor checks it. */
export type Json = Readonly<Record<string, unknown>>;

/** A monitor with the newest version of its spec. Times in ms. */
export interface MonitorRow {
  readonly id: string;
  readonly owner: Owner;
  readonly name: string;
  /** `file`: from a YAML file, named by `source`; read-only elsewhere. */
  readonly origin: 'ui' | 'file';
  readonly source: string;
  readonly version: number;
  readonly paused: boolean;
  readonly spec: Json;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** null while it is there; one that was deleted can be brought back until retention takes it. */
  readonly deletedAt: number | null;
}

export interface MonitorVersionRow {
  readonly monitor: string;
  readonly version: number;
  readonly spec: Json;
  readonly at: number;
  readonly author: string;
  readonly note: string;
}

/** Who changes something, for the audit table. */
export interface Actor {
  readonly login: string;
  readonly role: string;
}

export interface AuditRow {
  readonly id: number;
  readonly owner: Owner;
  readonly at: number;
  readonly login: string;
  readonly role: string;
  /** E.g. `monitor.create`, `verdict.give`. */
  readonly action: string;
  /** What it was done to: id and name. */
  readonly subject: string;
  readonly subjectName: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where the evaluation of a monitor stands. */
export interface MonitorStateRow {
  readonly monitor: string;
  /** Version of the spec that made it: another version begins anew. */
  readonly version: number;
  /** Last instant that was evaluated. */
  readonly evaluatedTo: number;
  /** Last instant the snapshot has seen: at most `evaluatedTo`; a restart replays what lies between. */
  readonly snapshotTo: number;
  /** Models and states of its series, serialised; null before the first snapshot. */
  readonly snapshot: Uint8Array | null;
  /** State, last scores, cost, failure: what lists show. */
  readonly status: Json;
}

/** Scores of all series of a monitor from `start` to `end` (ms, inclusive), serialised by the monitors. */
export interface ResultChunk {
  readonly start: number;
  readonly end: number;
  readonly points: number;
  readonly bytes: Uint8Array;
}

/** What a monitor foretold of all its series from `origin` on, up to `until` (ms), serialised by the monitors. */
export interface ForecastChunk {
  readonly origin: number;
  readonly until: number;
  readonly points: number;
  readonly bytes: Uint8Array;
}

export interface MonitorSeriesRow {
  readonly monitor: string;
  /** Position of the series in the monitor's chunks; never given to another. */
  readonly ordinal: number;
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export interface DetectionRow {
  readonly id: string;
  readonly owner: Owner;
  readonly monitor: string;
  /** Version of the spec it was found by. */
  readonly version: number;
  readonly seriesKey: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  /** Whether it may go on with the next instant. */
  readonly open: boolean;
  readonly severity: string;
  readonly type: string;
  readonly score: number;
  /** Everything else of the interval (`AnomalyInterval`), and the features that feedback learns from. */
  readonly detail: Json;
  /** Suppression that hid it, or null. */
  readonly suppression: string | null;
}

export interface VerdictRow {
  readonly id: number;
  readonly owner: Owner;
  readonly detection: string;
  readonly monitor: string;
  readonly verdict: string;
  readonly until: number | null;
  readonly note: string;
  readonly author: string;
  readonly at: number;
  readonly withdrawnAt: number | null;
}

/** What verdicts changed of a monitor's marks; the newest that is not withdrawn counts. */
export interface AdjustmentRow {
  readonly id: number;
  readonly monitor: string;
  readonly at: number;
  readonly author: string;
  readonly rules: Json;
  readonly withdrawnAt: number | null;
}

export interface SuppressionRow {
  readonly id: string;
  readonly owner: Owner;
  /** Label matchers, `{label, op, value}`; all must hold. */
  readonly matchers: readonly { readonly label: string; readonly op: string; readonly value: string }[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly author: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly removedAt: number | null;
}

export interface CalendarRow {
  readonly id: string;
  readonly owner: Owner;
  readonly name: string;
  readonly timeZone: string;
  /** iCalendar text (RFC 5545). */
  readonly ical: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/** A stretch kept out of training: `manual` ones are rows; of the others only what was switched off is one. */
export interface ExclusionRow {
  readonly id: string;
  readonly monitor: string;
  readonly cause: string;
  readonly ref: string;
  readonly start: number;
  readonly end: number;
  readonly off: boolean;
  readonly note: string;
  readonly author: string;
  readonly at: number;
}

/** What a datasource needs to be asked without any request; `secrets` as encrypted by the engine. */
export interface ConnectionRow {
  readonly owner: Owner;
  readonly settings: Json;
  readonly secrets: Uint8Array;
  readonly renewedAt: number;
}

/** All that one evaluation of one monitor brought: kept in one transaction, or not at all. */
export interface EvaluationCommit {
  readonly monitor: string;
  readonly version: number;
  /** `evaluatedTo` of the state it went on from; null for the first. Another value there means that someone else evaluated: `busy`. */
  readonly from: number | null;
  /** null where nothing could be evaluated yet: the status alone is kept. */
  readonly to: number | null;
  readonly status: Json;
  readonly snapshot: { readonly to: number; readonly bytes: Uint8Array } | null;
  readonly newSeries: readonly Omit<MonitorSeriesRow, 'monitor'>[];
  readonly chunk: ResultChunk | null;
  /** Of a monitor that forecasts; one of the same origin takes the place of the earlier one. */
  readonly forecast?: ForecastChunk | null;
  /** New ones, and those that go on or closed (by id). */
  readonly detections: readonly DetectionRow[];
}
