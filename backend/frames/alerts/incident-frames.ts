import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { FIELD } from '../../../contract/fields.ts';
import type { IncidentSummary } from '../../incidents/records.ts';
import type { Field, Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { countsAt, countsOver } from './counts.ts';
import type { Lasting } from './counts.ts';

/**
 * Incidents as a table (most urgent first), as regions for annotations, or how many were open, at the end of the range or over it. A reopened incident
 * counts as open throughout.
 */
export function incidentFrames(incidents: readonly IncidentSummary[], context: AlertFrameContext): Frame[] {
  const { from, to, alerts } = context;
  switch (shapeIn(context)) {
    case 'table':
      return finished([tableOf(incidents, context)], context);
    case 'annotations':
      return finished([annotationsOf(incidents, context)], context);
    case 'numbers':
      return finished(countsAt(incidents.map(lastingOf), to, alerts.minSeverity), context);
    case 'series':
      return finished(countsOver(incidents.map(lastingOf), from, to, alerts.minSeverity), context);
  }
}

function lastingOf({ severity, startedAt, resolvedAt }: IncidentSummary): Lasting {
  return { severity, start: startedAt, end: resolvedAt ?? Infinity };
}

/** One that is not resolved reaches the end of the range, or the present. */
function endOf({ startedAt, resolvedAt }: IncidentSummary, { to, now }: AlertFrameContext): number {
  return Math.max(startedAt, resolvedAt ?? Math.min(to, now));
}

function tableOf(incidents: readonly IncidentSummary[], context: AlertFrameContext): Bare {
  const { time, number, text, flag } = columnsOf(incidents);
  const fields: Field[] = [
    time(FIELD.time, ({ startedAt }) => startedAt),
    time(FIELD.timeEnd, (one) => endOf(one, context)),
    text(FIELD.title, ({ title }) => title),
    text(ALERT_FIELD.state, ({ state }) => state),
    text(FIELD.severity, ({ severity }) => severity),
    number(ALERT_FIELD.priority, ({ priority }) => priority),
    number(ALERT_FIELD.alerts, ({ alerts }) => alerts),
    number(ALERT_FIELD.firing, ({ firing }) => firing),
    text(ALERT_FIELD.services, ({ services }) => services.join(', ')),
    text(ALERT_FIELD.cause, ({ cause }) => cause?.service ?? ''),
    number(ALERT_FIELD.causeProbability, ({ cause }) => cause?.probability ?? null, 'percentunit'),
    text(ALERT_FIELD.evidence, ({ cause }) => cause?.evidence.map((one) => one.text).join(' ') ?? ''),
    text(ALERT_FIELD.impact, ({ impact }) => impact),
    text(ALERT_FIELD.acknowledgedBy, ({ acknowledgedBy }) => acknowledgedBy),
    text(ALERT_FIELD.assignee, ({ assignee }) => assignee),
    flag(ALERT_FIELD.escalated, ({ escalatedAt }) => escalatedAt !== null),
    flag(ALERT_FIELD.silenced, ({ silencedUntil }) => silencedUntil !== null && silencedUntil > context.now),
    time(ALERT_FIELD.lastAlert, ({ lastAlertAt }) => lastAlertAt),
    number(ALERT_FIELD.received, ({ received }) => received),
    number(ALERT_FIELD.confidence, ({ confidence }) => confidence, 'percentunit'),
    text(FIELD.text, textOf),
    text(FIELD.tags, (one) => tagsOf(one).join(',')),
    text(FIELD.id, ({ id }) => id),
  ];
  return { name: 'incidents', type: 'table', fields };
}

function annotationsOf(incidents: readonly IncidentSummary[], context: AlertFrameContext): Bare {
  const rows = [...incidents].sort((a, b) => a.startedAt - b.startedAt);
  const { time, text, html } = columnsOf(rows);
  const fields: Field[] = [
    time(FIELD.time, ({ startedAt }) => startedAt),
    time(FIELD.timeEnd, (one) => endOf(one, context)),
    html(FIELD.title, ({ title, severity }) => `Incident (${severity}): ${title}`),
    html(FIELD.text, textOf),
    html(FIELD.tags, (one) => tagsOf(one).join(',')),
    text(FIELD.id, ({ id }) => id),
  ];
  return { name: 'incidents', type: 'table', fields };
}

/** What it is about and where to look first, in sentences. */
function textOf({ alerts, services, impact, cause }: IncidentSummary): string {
  const size = `Alerts: ${alerts}${services.length > 0 ? `, services: ${services.length}` : ''}.`;
  const look = cause ? `Look first at ${cause.service} (${Math.round(cause.probability * 100)} %).` : '';
  return [impact || size, look].filter((part) => part !== '').join(' ');
}

function tagsOf({ severity, state, cause }: IncidentSummary): string[] {
  return ['nightjar', severity, state, ...(cause ? [cause.service.replaceAll(',', ' ')] : [])];
}
