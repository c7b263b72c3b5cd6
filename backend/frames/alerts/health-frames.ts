import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { isAsSevere } from '../../../contract/alerts.ts';
import { FIELD } from '../../../contract/fields.ts';
import type { Health } from '../../incidents/health/health-service.ts';
import type { Labels } from '../../series/series.ts';
import type { Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { numberFrame, seriesFrame } from './counts.ts';

/** The score of everything at one time, and of the services that were not at 100. */
export interface HealthPoint {
  readonly at: number;
  readonly score: number;
  readonly services: Readonly<Record<string, number>>;
}

/** Health now, 0..100: of all and of each service as numbers, or what costs points as a table. */
export function healthFrames(health: Health, context: AlertFrameContext): Frame[] {
  if (shapeIn(context) === 'table') {
    return finished([itemsOf(health, context)], context);
  }
  const { service } = context.alerts;
  const services = health.services.filter((one) => service === '' || one.service === service);
  return finished(
    [
      ...(service === '' ? [numberFrame('overall', health.healthScore, {})] : []),
      ...services.map((one) => numberFrame(one.service, one.healthScore, { service: one.service })),
    ],
    context
  );
}

/** Health over time, oldest first: of all, and of each service that was not at 100 throughout. */
export function healthCourse(points: readonly HealthPoint[], context: AlertFrameContext): Frame[] {
  const times = Float64Array.from(points, ({ at }) => at);
  const course = (name: string, labels: Labels, of: (point: HealthPoint) => number): Bare =>
    seriesFrame(name, times, Float64Array.from(points, of), labels);
  const { service } = context.alerts;
  const sick = new Set(points.flatMap(({ services }) => Object.keys(services)));
  const shown = service === '' ? [...sick].sort() : [service];
  return finished(
    [
      ...(service === '' ? [course('overall', {}, ({ score }) => score)] : []),
      ...shown.map((one) => course(one, { service: one }, ({ services }) => services[one] ?? 100)),
    ],
    context
  );
}

function itemsOf({ items }: Health, { alerts: { minSeverity, service } }: AlertFrameContext): Bare {
  const rows = items.filter(
    (item) => isAsSevere(item.severity, minSeverity) && (service === '' || item.service === service)
  );
  const { time, number, text } = columnsOf(rows);
  return {
    name: 'health',
    type: 'table',
    fields: [
      time(FIELD.time, ({ since }) => since),
      text(FIELD.title, ({ title }) => title),
      text(FIELD.severity, ({ severity }) => severity),
      text(ALERT_FIELD.service, (item) => item.service),
      number('cost', ({ cost }) => cost),
      text('kind', ({ kind }) => kind),
      text(FIELD.id, ({ id }) => id),
    ],
  };
}
