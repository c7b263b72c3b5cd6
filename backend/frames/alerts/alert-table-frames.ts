import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { FIELD } from '../../../contract/fields.ts';
import type { AlertRecord } from '../../incidents/records.ts';
import type { Field, Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { countsAt, countsOver } from './counts.ts';
import type { Lasting } from './counts.ts';

/** Alerts as a table, as regions for annotations, or how many fired, at the end of the range or over it. */
export function alertFrames(alerts: readonly AlertRecord[], context: AlertFrameContext): Frame[] {
  const { from, to } = context;
  const { minSeverity } = context.alerts;
  switch (shapeIn(context)) {
    case 'table':
      return finished([tableOf(alerts, context)], context);
    case 'annotations':
      return finished([annotationsOf(alerts, context)], context);
    case 'numbers':
      return finished(countsAt(alerts.map(lastingOf), to, minSeverity), context);
    case 'series':
      return finished(countsOver(alerts.map(lastingOf), from, to, minSeverity), context);
  }
}

function lastingOf({ severity, start, end }: AlertRecord): Lasting {
  return { severity, start, end: end ?? Infinity };
}

function endOf({ start, end }: AlertRecord, { to, now }: AlertFrameContext): number {
  return Math.max(start, end ?? Math.min(to, now));
}

function tableOf(alerts: readonly AlertRecord[], context: AlertFrameContext): Bare {
  const { time, number, text, flag } = columnsOf(alerts);
  const fields: Field[] = [
    time(FIELD.time, ({ start }) => start),
    time(FIELD.timeEnd, (one) => endOf(one, context)),
    text(ALERT_FIELD.name, ({ name }) => name),
    text(FIELD.severity, ({ severity }) => severity),
    text(ALERT_FIELD.service, ({ service }) => service),
    text(ALERT_FIELD.source, ({ source }) => source),
    flag(ALERT_FIELD.firing, ({ end }) => end === null),
    number(ALERT_FIELD.value, ({ value }) => value),
    number(ALERT_FIELD.count, ({ count }) => count),
    flag(ALERT_FIELD.flapping, ({ flapping }) => flapping),
    text(ALERT_FIELD.muted, ({ mutedBy }) => mutedBy),
    text(FIELD.text, textOf),
    text(ALERT_FIELD.labels, labelsOf),
    text(ALERT_FIELD.incident, ({ incident }) => incident ?? ''),
    text(ALERT_FIELD.reasons, ({ reasons }) => reasons.map((reason) => reason.text).join(' ')),
    text(ALERT_FIELD.url, ({ url }) => url),
    text(FIELD.id, ({ id }) => id),
  ];
  return { name: 'alerts', type: 'table', fields };
}

function annotationsOf(alerts: readonly AlertRecord[], context: AlertFrameContext): Bare {
  const rows = [...alerts].sort((a, b) => a.start - b.start);
  const { time, text, html } = columnsOf(rows);
  const tags = ({ severity, source }: AlertRecord) => ['nightjar', severity, source].join(',');
  const fields: Field[] = [
    time(FIELD.time, ({ start }) => start),
    time(FIELD.timeEnd, (one) => endOf(one, context)),
    html(FIELD.title, ({ name, severity, service }) => `${name} (${severity})${service === '' ? '' : `: ${service}`}`),
    html(FIELD.text, textOf),
    text(FIELD.tags, tags),
    text(FIELD.id, ({ id }) => id),
  ];
  return { name: 'alerts', type: 'table', fields };
}

function textOf({ annotations }: AlertRecord): string {
  const own = (name: string) => (Object.hasOwn(annotations, name) ? annotations[name] : '');
  return own('summary') || own('description') || own('message');
}

function labelsOf({ labels }: AlertRecord): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
}
