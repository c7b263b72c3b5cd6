import { FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { ALERT_SEVERITIES, INCIDENT_STATES } from '../../../contract/alerts.ts';
import type { AlertSeverity, IncidentState } from '../../../contract/alerts.ts';
import { FIELD } from '../../../contract/fields.ts';

/** An incident as a frame's row tells of it; times in ms. */
export interface ShownIncident {
  readonly id: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly severity: AlertSeverity;
  readonly priority: number;
  readonly start: number;
  readonly end: number;
  readonly alerts: number;
  readonly services: readonly string[];
  readonly cause: string;
  /** NaN where it has no cause. */
  readonly causeProbability: number;
  readonly escalated: boolean;
  readonly silenced: boolean;
  /** Of the query that gave it. */
  readonly refId: string;
}

/** One alert of an incident; times in ms. */
export interface ShownAlert {
  readonly id: string;
  readonly incident: string;
  readonly severity: AlertSeverity;
  readonly start: number;
  readonly end: number;
}

export interface ShownIncidents {
  readonly incidents: readonly ShownIncident[];
  /** By incident, where a query gives alerts. */
  readonly alerts: ReadonlyMap<string, readonly ShownAlert[]>;
}

export type Reading =
  { readonly ok: true; readonly shown: ShownIncidents } | { readonly ok: false; readonly why: 'no-data' | 'other' };

/** Finds tables of incidents, and of their alerts, among a panel's frames, by their fields' names. */
export function readIncidents(frames: readonly DataFrame[]): Reading {
  if (frames.every(({ fields }) => fields.length === 0)) {
    return { ok: false, why: 'no-data' };
  }
  const tables = frames.filter(
    (frame) => has(frame, ALERT_FIELD.state) && has(frame, ALERT_FIELD.priority) && has(frame, FIELD.timeEnd)
  );
  if (tables.length === 0) {
    return { ok: false, why: 'other' };
  }
  const found = new Map(tables.flatMap(incidentsIn).map((incident) => [incident.id, incident]));
  const alerts = frames
    .filter((frame) => has(frame, ALERT_FIELD.incident) && has(frame, FIELD.timeEnd))
    .flatMap(alertsIn);
  return {
    ok: true,
    shown: { incidents: [...found.values()], alerts: Map.groupBy(alerts, ({ incident }) => incident) },
  };
}

function incidentsIn(frame: DataFrame): ShownIncident[] {
  const { text, number, flag } = cellsOf(frame);
  return Array.from({ length: frame.length }, (_, row) => {
    const services = text(ALERT_FIELD.services, row);
    return {
      id: text(FIELD.id, row),
      title: text(FIELD.title, row),
      state: INCIDENT_STATES.find((one) => one === text(ALERT_FIELD.state, row)) ?? 'open',
      severity: severityIn(text(FIELD.severity, row)),
      priority: number(ALERT_FIELD.priority, row),
      start: number(FIELD.time, row),
      end: number(FIELD.timeEnd, row),
      alerts: number(ALERT_FIELD.alerts, row),
      services: services === '' ? [] : services.split(', '),
      cause: text(ALERT_FIELD.cause, row),
      causeProbability: number(ALERT_FIELD.causeProbability, row),
      escalated: flag(ALERT_FIELD.escalated, row),
      silenced: flag(ALERT_FIELD.silenced, row),
      refId: frame.refId ?? '',
    };
  });
}

function alertsIn(frame: DataFrame): ShownAlert[] {
  const { text, number } = cellsOf(frame);
  return Array.from({ length: frame.length }, (_, row) => ({
    id: text(FIELD.id, row),
    incident: text(ALERT_FIELD.incident, row),
    severity: severityIn(text(FIELD.severity, row)),
    start: number(FIELD.time, row),
    end: number(FIELD.timeEnd, row),
  })).filter(({ incident }) => incident !== '');
}

function severityIn(text: string): AlertSeverity {
  return ALERT_SEVERITIES.find((one) => one === text) ?? 'info';
}

function has({ fields }: DataFrame, name: string): boolean {
  return fields.some((field) => field.name === name);
}

/** The cells of a frame by the names of their fields; one that is not there is empty. */
function cellsOf({ fields }: DataFrame) {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const cell = (name: string, row: number): unknown => byName.get(name)?.values[row];
  return {
    text: (name: string, row: number): string => String(cell(name, row) ?? ''),
    number: (name: string, row: number): number => {
      const field = byName.get(name);
      const value = field?.values[row] as number | null | undefined;
      return value === null || value === undefined ? (field?.type === FieldType.time ? 0 : Number.NaN) : Number(value);
    },
    flag: (name: string, row: number): boolean => cell(name, row) === true,
  };
}
