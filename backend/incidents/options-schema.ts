import { z } from 'zod';
import { ALERT_DEFAULTS, CLUSTERING_ALGORITHMS } from '../../contract/alerts.ts';
import type { AlertOptions } from '../../contract/alerts.ts';

const share = z.number().min(0).max(1);
const factor = z.number().min(0).max(1_000);
const name = z.string().min(1).max(200);
/** Longest of a window. */
const WEEK_MINUTES = 7 * 24 * 60;
const MONTH_HOURS = 31 * 24;

const url = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => text === '' || isHttpUrl(text), { error: 'must be a URL that begins with http:// or https://' });

const priorityFactors = z.strictObject({
  severity: factor,
  size: factor,
  breadth: factor,
  tier: factor,
  duration: factor,
});

/** Every option of alerts, incidents and recommendations, with its bounds. */
export const alertOptionsSchema = z.strictObject({
  clusteringAlgorithm: z.enum(CLUSTERING_ALGORITHMS),
  clusteringEps: z.number().gt(0).max(1).describe("DBSCAN's radius, of a distance from 0 to 1."),
  clusteringMinSamples: z.int().min(1).max(1_000),
  similarityThreshold: share.describe('Alerts at least as similar are duplicates of each other.'),
  correlationWindowMinutes: z.number().min(1).max(WEEK_MINUTES),
  deduplicationWindowMinutes: z.number().min(0).max(WEEK_MINUTES),
  autoAcknowledgeDuplicates: z.boolean(),
  maxRootCauseCandidates: z.int().min(1).max(20),
  escalationTimeMinutes: z.number().min(1).max(WEEK_MINUTES),
  escalationWebhook: url.describe('Called when an incident escalates; empty for none.'),
  priorityFactors: priorityFactors.refine((factors) => Object.values(factors).some((one) => one > 0), {
    error: 'at least one factor must be above 0',
  }),
  serviceTiers: z
    .record(name, z.int().min(1).max(5))
    .refine((tiers) => Object.keys(tiers).length <= 2_000, { error: 'at most 2,000 services' })
    .describe('Services with their tier, 1 the most important; 3 where a service is not named.'),
  serviceLabels: z.array(name).min(1).max(20).describe('Labels that name the service, the first that is there counts.'),
  serviceGraph: z
    .array(z.tuple([name, name]))
    .max(10_000)
    .describe('Calls between services: caller, called.'),
  serviceGraphQuery: z.string().max(10_000).describe('PromQL whose series have the labels client and server.'),
  enableMlBased: z.boolean(),
  minConfidenceThreshold: share,
  minExpectedImprovement: z.number().min(0).max(1_000).describe('Percent.'),
  batchOptimizationSize: z.int().min(1).max(1_000),
  ruleFilePath: z.string().max(4_000).describe('YAML file of rules; empty for the starter set.'),
  analysisWindowHours: z.number().gt(0).max(MONTH_HOURS),
  predictionHorizonHours: z.number().gt(0).max(MONTH_HOURS),
  alertmanagerUrl: url.describe('Base URL of an Alertmanager that is polled and silenced; empty for none.'),
}) satisfies z.ZodType<AlertOptions>;

/** Some of the options; those left out stay as they are. Of `priorityFactors` too a part may be given. */
export const alertOptionsChange = alertOptionsSchema.extend({ priorityFactors: priorityFactors.partial() }).partial();
export type AlertOptionsChange = z.infer<typeof alertOptionsChange>;

/** Options that send something to an address or read a file: whoever may change them reaches beyond Grafana. */
export const GUARDED_OPTIONS = ['alertmanagerUrl', 'escalationWebhook', 'ruleFilePath'] as const;

/** The defaults with what a configuration file or a user changes; later changes win. */
export function withOptions(...changes: readonly AlertOptionsChange[]): AlertOptions {
  return changes.reduce<AlertOptions>(
    (options, { priorityFactors: factors, ...change }) => ({
      ...options,
      ...change,
      priorityFactors: { ...options.priorityFactors, ...factors },
    }),
    ALERT_DEFAULTS
  );
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
