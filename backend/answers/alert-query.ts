import { z } from 'zod';
import type { AlertQuery } from '../../contract/alert-query.ts';
import { ALERT_SHAPES, MOST_ALERT_ROWS, SHAPES_OF, shapeOf, withAlertDefaults } from '../../contract/alert-query.ts';
import { ALERT_SEVERITIES, INCIDENT_STATES } from '../../contract/alerts.ts';
import type { AlertOutput } from '../../contract/alerts.ts';
import { isAlertOutput } from '../../contract/query.ts';
import type { Output } from '../../contract/query.ts';
import { RECOMMENDATION_STATES } from '../../contract/recommendations.ts';
import { NightjarError } from '../errors.ts';
import type { LabelMatcher } from '../monitors/match-labels.ts';
import { parseSelector } from '../read-api/promql/parse-expression.ts';
import { parseQuery, querySchema, withoutNulls } from './query-model.ts';

const alertFields = z.strictObject({
  shape: z.enum(ALERT_SHAPES).optional().describe('The form of the answer.'),
  minSeverity: z.enum(ALERT_SEVERITIES).optional().describe('Alerts, incidents and items below it are left out.'),
  states: z.array(z.enum(INCIDENT_STATES)).max(10).optional().describe('States of incidents; none for all.'),
  standing: z
    .array(z.enum(RECOMMENDATION_STATES))
    .max(10)
    .optional()
    .describe('States of recommendations; none for those that wait for somebody.'),
  firing: z.boolean().optional().describe('Alerts that fire at the end of the range alone.'),
  duplicates: z.boolean().optional().describe('Repetitions of alerts too.'),
  service: z.string().max(1_000).optional().describe('The service that the answer is of; empty for any.'),
  text: z.string().max(1_000).optional().describe('Words of the titles of incidents.'),
  labels: z.string().max(10_000).optional().describe('Label matchers of alerts, such as team="shop".'),
  limit: z.int().min(1).max(MOST_ALERT_ROWS).optional().describe('The most rows of a table.'),
});

const alertQuerySchema = querySchema.extend({
  expr: querySchema.shape.expr.default(''),
  alerts: alertFields.optional().describe('What is asked of alerts, incidents, health or recommendations.'),
});

/** A query about alerts that can be answered. */
export interface ReadAlertQuery {
  readonly refId: string;
  readonly output: AlertOutput;
  readonly alerts: AlertQuery;
  readonly matchers: readonly LabelMatcher[];
  readonly hide: boolean;
}

/** Whether a model asks for alerts; whether it is a good one is for `readAlertQuery` to say. */
export function asksAlerts(model: unknown): boolean {
  return typeof model === 'object' && model !== null && 'output' in model && isAlertOutput(model.output as Output);
}

/** Validates an untrusted query model. Throws `bad-query` with a sentence naming what is wrong. */
export function readAlertQuery(refId: string, model: unknown): ReadAlertQuery {
  const { output, hide = false, ...query } = parseQuery(alertQuerySchema, refId, withoutNulls(model, 'alerts'));
  if (!isAlertOutput(output)) {
    throw new NightjarError('bad-query', `The output ${output} tells of no alerts.`);
  }
  const alerts = withAlertDefaults(query.alerts);
  const shape = shapeOf(output, alerts);
  if (!SHAPES_OF[output].includes(shape)) {
    const known = SHAPES_OF[output].join(', ');
    throw new NightjarError('bad-query', `The output ${output} has no form ${shape}: choose one of ${known}.`);
  }
  return { refId, output, alerts, matchers: matchersIn(alerts.labels), hide };
}

function matchersIn(labels: string): readonly LabelMatcher[] {
  const inner = labels.trim().replace(/^\{(.*)\}$/s, '$1');
  if (inner.trim() === '') {
    return [];
  }
  try {
    return parseSelector(`{${inner}}`);
  } catch (error) {
    throw new NightjarError('bad-query', 'The labels are no matchers: write them as in PromQL, such as team="shop".', {
      cause: error,
    });
  }
}
