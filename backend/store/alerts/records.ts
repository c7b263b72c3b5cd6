import type { Json } from '../monitors/records.ts';
import type { Owner } from '../owner.ts';

/** Events of one source that came together, as they wait to be put together. */
export interface JournalRow {
  readonly seq: number;
  readonly at: number;
  readonly events: readonly Json[];
}

/** One firing of an alert. Times in ms. */
export interface AlertRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly name: string;
  readonly service: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly severity: string;
  readonly start: number;
  /** null while it, or a repetition of it, fires. */
  readonly end: number | null;
  /** As its source said; null while that says it fires. */
  readonly ownEnd: number | null;
  /** null where the source gives none. */
  readonly value: number | null;
  readonly url: string;
  /** Times it came in: itself and its repetitions. */
  readonly received: number;
  readonly duplicateOf: string | null;
  readonly duplicateReason: string;
  readonly flapping: boolean;
  readonly mutedBy: string;
  readonly incident: string | null;
  readonly reasons: readonly Json[];
  /** When it, or a repetition of it, was last heard of. */
  readonly lastAt: number;
}

export interface IncidentRow {
  readonly id: string;
  /** Id of its cluster while that may grow. */
  readonly cluster: string | null;
  readonly state: string;
  readonly title: string;
  readonly severity: string;
  readonly priority: number;
  readonly confidence: number;
  readonly startedAt: number;
  /** By the clock of whoever put it together; `startedAt` is that of its alerts. */
  readonly openedAt: number;
  readonly lastAlertAt: number;
  readonly resolvedAt: number | null;
  readonly escalatedAt: number | null;
  readonly acknowledgedBy: string;
  readonly assignee: string;
  readonly alerts: number;
  readonly received: number;
  readonly firing: number;
  readonly services: readonly string[];
  readonly impact: string;
  readonly silencedUntil: number | null;
  /** The incident it was merged into; it is in no list then. */
  readonly mergedInto: string | null;
  /** Whether people acknowledged, assigned, commented or resolved it. */
  readonly acted: boolean;
  /** Causes, common labels, silences and the like. */
  readonly detail: Json;
}

export interface TimelineRow {
  readonly incident: string;
  readonly at: number;
  readonly kind: string;
  readonly by: string;
  readonly text: string;
}

/** What came in within one stretch of `COUNT_MS` from one source. */
export interface CountRow {
  readonly at: number;
  readonly source: string;
  readonly received: number;
  /** After duplicates were taken together. */
  readonly different: number;
}

/** Length of the stretches that counts are kept of, ms. */
export const COUNT_MS = 300_000;

/** Fingerprints of alerts that people took apart: none of `one` belongs to any of `other`. */
export interface ApartRow {
  readonly id: string;
  readonly one: readonly string[];
  readonly other: readonly string[];
  readonly at: number;
  readonly author: string;
}

export interface WindowRow {
  readonly id: string;
  readonly reason: string;
  /** Matchers as text, such as `service="cart"`; all must hold. */
  readonly matchers: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly author: string;
}

export interface ChangeRow {
  readonly at: number;
  readonly service: string;
  readonly text: string;
}

/** All that putting some of the journal together brought, or one deed: kept in one transaction, or not at all. */
export interface AlertCommit {
  readonly owner: Owner;
  /** The one it goes on from; another there means that somebody else went on: `conflict`. */
  readonly revision: number;
  /** The journal's rows up to this one are put together by it; null for none. */
  readonly journalTo: number | null;
  readonly alerts: readonly AlertRow[];
  readonly incidents: readonly IncidentRow[];
  readonly timeline: readonly TimelineRow[];
  readonly counts: readonly CountRow[];
  /** Incidents whose timelines go over to others. */
  readonly merged: readonly { readonly from: string; readonly into: string }[];
  /** Taken apart by people from now on. */
  readonly apart: readonly ApartRow[];
  /** Of those taken apart, ids that are no longer so. */
  readonly together: readonly string[];
}

/** What putting together goes on from. */
export interface AlertState {
  readonly revision: number;
  /** Firing ones, those heard of since, and all of the incidents below. */
  readonly alerts: readonly AlertRow[];
  /** Not resolved, or with an alert since. */
  readonly incidents: readonly IncidentRow[];
  readonly apart: readonly ApartRow[];
  readonly changes: readonly ChangeRow[];
}
