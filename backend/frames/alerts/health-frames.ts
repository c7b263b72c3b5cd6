import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { isAsSevere } from '../../../contract/alerts.ts';
import { FIELD } from '../../../contract/fields.ts';
import type { SystemHealth } from '../../incidents/records.ts';
import type { Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { numberFrame, seriesFrame } from './counts.ts';

/** Health score, 0..100: overall over time, of all and of each service as numbers, or what costs points as a table. */
export function healthFrames(health: SystemHealth, context: AlertFrameContext): Frame[] {
  const { service } = context.alerts;
  switch (shapeIn(context)) {
    case 'table':
      return finished([itemsOf(health, context)], context);
    case 'numbers': {
      const services = health.services.filter((one) => service === '' || one.service === service);
      return finished(
        [
          ...(service === '' ? [numberFrame('overall', health.healthScore, {})] : []),
          ...services.map((one) => numberFrame(one.service, one.healthScore, { service: one.service })),
        ],
        context
      );
    }
    default: {
      const { from, to } = context;
      const history = health.history.filter(({ at }) => at >= from && at <= to);
      const times = Float64Array.from(history, ({ at }) => at);
      const scores = Float64Array.from(history, ({ healthScore }) => healthScore);
      return finished([seriesFrame('health', times, scores, {})], context);
    }
  }
}

function itemsOf({ items }: SystemHealth, { alerts: { minSeverity, service } }: AlertFrameContext): Bare {
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
