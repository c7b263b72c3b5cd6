import { z } from 'zod';
import { parseDuration } from '../../../contract/duration.ts';
import { EFFORTS, RECOMMENDATION_CATEGORIES, RISK_LEVELS } from '../../../contract/recommendations.ts';
import { describeIssues } from '../../describe-issues.ts';
import { alertSettings } from '../methods/alert-history.ts';
import { METHODS, METHOD_IDS } from '../methods/index.ts';

const duration = z.string().refine((text) => parseDuration(text) !== null, { error: 'must be a duration such as 12h' });
const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: 'must be the name of a label' });
const pattern = z.string().max(1_000).refine(isPattern, { error: 'must be a regular expression' });
const text = (most: number) => z.string().trim().min(1).max(most);

const shared = {
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, { error: 'must be lower-case letters, digits and dashes' }),
  category: z.enum(RECOMMENDATION_CATEGORIES),
  title: text(200).describe('May hold {label}, {component}, {current} and {recommended}.'),
  description: text(2_000),
  parameter: text(200).describe('What of the component is to be changed.'),
  unit: z
    .string()
    .max(40)
    .default('')
    .describe("Grafana's id of the unit of its values; bytes is shown in MiB or GiB."),
  steps: z.array(text(1_000)).min(1).max(20),
  risk: z.enum(RISK_LEVELS).default('low'),
  effort: z.enum(EFFORTS).default('low'),
  expires: duration.default('7d').describe('How long it stands when it is not found again.'),
};

/** A rule on series. */
const seriesRule = z
  .strictObject({
    ...shared,
    method: z.enum(METHOD_IDS),
    component: z.strictObject({
      type: text(60),
      labels: z.array(label).min(1).max(5).describe('Labels that name the component, joined with a slash.'),
    }),
    queries: z.record(z.string(), text(5_000)).describe('PromQL by the names that the method asks for.'),
    config: z
      .strictObject({ query: z.string(), names: pattern })
      .optional()
      .describe(
        'Values that components were given (PUT /components/:id/config, or `components` here) stand in for this query where their names match this regular expression as a whole.'
      ),
    window: duration
      .optional()
      .describe('How far back it looks; analysisWindowHours or as the method needs where it is left out.'),
    step: duration.optional(),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine(({ method, queries, settings, config }, context) => {
    const { queries: needed, optional = [], settings: schema } = METHODS[method];
    for (const name of needed) {
      if (!Object.hasOwn(queries, name)) {
        context.addIssue({ code: 'custom', path: ['queries', name], message: `${method} needs the query ${name}` });
      }
    }
    for (const name of Object.keys(queries)) {
      if (![...needed, ...optional].includes(name)) {
        const known = [...needed, ...optional].join(', ');
        context.addIssue({
          code: 'custom',
          path: ['queries', name],
          message: `${method} has no such query; it has ${known}`,
        });
      }
    }
    if (config && !needed.includes(config.query)) {
      context.addIssue({ code: 'custom', path: ['config', 'query'], message: `${method} has no such query` });
    }
    const parsed = schema.safeParse(settings);
    if (!parsed.success) {
      context.addIssue({ code: 'custom', path: ['settings'], message: describeIssues(parsed.error) });
    }
  });

/** A rule on the history of alerts. */
const alertRule = z.strictObject({
  ...shared,
  method: z.literal('alerts'),
  /** Alerts of any name where it is left out. */
  names: pattern.optional().describe('A regular expression that names of alerts match as a whole.'),
  settings: alertSettings,
});

export const ruleSchema = z.discriminatedUnion('method', [alertRule, seriesRule]);
export type Rule = z.output<typeof ruleSchema>;
export type AlertRule = z.output<typeof alertRule>;
export type SeriesRule = z.output<typeof seriesRule>;

const componentSchema = z.strictObject({
  id: text(200),
  type: text(60).default('service'),
  values: z.record(text(200), z.union([z.number(), z.string().max(1_000)])),
});

/** A YAML file of rules; `components` holds configurations that no metric tells of. */
export const ruleFileSchema = z.strictObject({
  starter: z
    .union([z.boolean(), z.strictObject({ without: z.array(z.string()).max(1_000) })])
    .default(false)
    .describe(
      'Whether the starter set counts too, and without which of its rules. A rule here takes the place of one there of the same id.'
    ),
  rules: z.array(ruleSchema).max(1_000).default([]),
  components: z.array(componentSchema).max(10_000).default([]),
});
export type RuleFile = z.output<typeof ruleFileSchema>;

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    // Told by the schema, with the field's name.
    return false;
  }
}
