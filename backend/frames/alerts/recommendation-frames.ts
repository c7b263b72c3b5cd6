import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import { FIELD } from '../../../contract/fields.ts';
import { RECOMMENDATION_CATEGORIES } from '../../../contract/recommendations.ts';
import type { Recommendation } from '../../recommendations/records.ts';
import type { Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { numberFrame } from './counts.ts';

/** Recommendations as a table, highest priority first, or how many there are of each category. */
export function recommendationFrames(found: readonly Recommendation[], context: AlertFrameContext): Frame[] {
  return finished(shapeIn(context) === 'numbers' ? counts(found) : [tableOf(found)], context);
}

function counts(found: readonly Recommendation[]): Bare[] {
  return RECOMMENDATION_CATEGORIES.map((category) => {
    const count = found.filter((one) => one.category === category).length;
    return numberFrame(category, count, { category });
  });
}

function tableOf(found: readonly Recommendation[]): Bare {
  const { time, number, text } = columnsOf(found);
  return {
    name: 'recommendations',
    type: 'table',
    fields: [
      text(FIELD.title, ({ title }) => title),
      text('category', ({ category }) => category),
      text('component', ({ componentId }) => componentId),
      text('parameter', ({ parameter }) => parameter),
      text('current', ({ currentValue, unit }) => valueText(currentValue, unit)),
      text('recommended', ({ recommendedValue, unit }) => valueText(recommendedValue, unit)),
      number('expected_improvement', ({ expectedImprovement }) => expectedImprovement, 'percent'),
      number('measured_improvement', ({ measuredImprovement }) => measuredImprovement, 'percent'),
      number(ALERT_FIELD.confidence, ({ confidence }) => confidence, 'percentunit'),
      text('risk', ({ riskLevel }) => riskLevel),
      text('effort', ({ estimatedEffort }) => estimatedEffort),
      number(ALERT_FIELD.priority, ({ priority }) => priority),
      text(ALERT_FIELD.state, ({ state }) => state),
      time(FIELD.time, ({ createdAt }) => Date.parse(createdAt)),
      time('expires', ({ expiresAt }) => Date.parse(expiresAt)),
      text(FIELD.text, ({ description }) => description),
      text('estimate', ({ estimate }) => estimate.text),
      text(FIELD.id, ({ recommendationId }) => recommendationId),
    ],
  };
}

function valueText(value: number | string, unit: string): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}
