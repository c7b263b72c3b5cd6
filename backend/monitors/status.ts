import { z } from 'zod';
import type { Json } from '../store/monitors/records.ts';

const HOUR_MS = 3_600_000;
/** Parts of the last hour that costs are counted in. */
const PARTS = 12;
const PART_MS = HOUR_MS / PARTS;
/** Parts of the last day that the highest score is kept of. */
const SPARKS = 48;
const SPARK_MS = (24 * HOUR_MS) / SPARKS;

const costPart = z.object({ at: z.number(), queries: z.number(), points: z.number(), milliseconds: z.number() });
const spark = z.object({ at: z.number(), score: z.number() });

/** What lists show of a monitor's evaluation, kept with its state; times in ms. What another version wrote and this one cannot read is taken as new. */
const statusSchema = z.object({
  series: z.number().default(0),
  /** Series with a score. */
  scored: z.number().default(0),
  /** Series whose newest point is marked. */
  anomalous: z.number().default(0),
  /** Detections that may go on. */
  open: z.number().default(0),
  lastScore: z.number().nullable().default(null),
  sparks: z.array(spark).default([]),
  costs: z.array(costPart).default([]),
  stateBytes: z.number().default(0),
  fittedAt: z.number().nullable().default(null),
  nextFit: z.number().nullable().default(null),
  /** What is being fitted, in words; empty where nothing is. */
  fitting: z.string().default(''),
  /** What a forecast monitor found, in words; empty where there is nothing to say. */
  summary: z.string().default(''),
  failure: z.object({ at: z.number(), code: z.string(), message: z.string() }).nullable().default(null),
  /** What people should know of the last evaluation: the source's warnings. */
  warnings: z.array(z.string()).default([]),
  /** What they should know for a day: what was skipped, and why. */
  notices: z.array(z.object({ at: z.number(), text: z.string() })).default([]),
});

export type Status = z.output<typeof statusSchema>;

export function readStatus(json: Json): Status {
  const parsed = statusSchema.safeParse(json);
  return parsed.success ? parsed.data : statusSchema.parse({});
}

export function emptyStatus(): Status {
  return statusSchema.parse({});
}

/** Adds to what the monitor cost in the last hour. */
export function addCost(status: Status, now: number, cost: Partial<z.output<typeof costPart>>): void {
  const at = Math.floor(now / PART_MS) * PART_MS;
  status.costs = status.costs.filter((part) => part.at > now - HOUR_MS);
  let part = status.costs.at(-1);
  if (part?.at !== at) {
    part = { at, queries: 0, points: 0, milliseconds: 0 };
    status.costs.push(part);
  }
  part.queries += cost.queries ?? 0;
  part.points += cost.points ?? 0;
  part.milliseconds += cost.milliseconds ?? 0;
}

/** Notes a score of the instant `time`, for the course of the last day. */
export function addSpark(status: Status, time: number, score: number): void {
  if (Number.isNaN(score)) {
    return;
  }
  const at = Math.floor(time / SPARK_MS) * SPARK_MS;
  const last = status.sparks.find((one) => one.at === at);
  if (last) {
    last.score = Math.max(last.score, score);
  } else {
    status.sparks = [...status.sparks.filter((one) => one.at > at - SPARKS * SPARK_MS), { at, score }];
  }
}

/** The highest scores of the parts of the day before `now`, oldest first; null where nothing was scored. */
export function sparkline({ sparks }: Status, now: number): (number | null)[] {
  const known = new Map(sparks.map(({ at, score }) => [at, score]));
  const last = Math.floor(now / SPARK_MS) * SPARK_MS;
  return Array.from({ length: SPARKS }, (_, i) => known.get(last - (SPARKS - 1 - i) * SPARK_MS) ?? null);
}

const NOTICE_MS = 24 * HOUR_MS;

export function addNotice(status: Status, now: number, text: string): void {
  status.notices = [...status.notices.filter(({ at }) => at > now - NOTICE_MS), { at: now, text }].slice(-10);
}

/** Sums over the last hour. */
export function costOf({ costs }: Status, now: number): { queries: number; points: number; milliseconds: number } {
  const recent = costs.filter(({ at }) => at > now - HOUR_MS);
  const sum = (key: 'queries' | 'points' | 'milliseconds'): number =>
    Math.round(recent.reduce((total, part) => total + part[key], 0));
  return { queries: sum('queries'), points: sum('points'), milliseconds: sum('milliseconds') };
}
