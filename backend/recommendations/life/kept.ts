import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Owner } from '../../store/owner.ts';
import type { Json } from '../../store/monitors/records.ts';
import type { RecommendationRow } from '../../store/recommendations/recommendation-store.ts';
import { parseDuration } from '../../../contract/duration.ts';
import type { Finding } from '../finding.ts';
import { recommendationRecord } from '../records.ts';
import type { Recommendation } from '../records.ts';
import { learnedConfidence, priorityOf } from './judge.ts';
import type { Outcome } from './judge.ts';
import { fillIn, valueText } from './words.ts';

const keptSchema = z.object({
  shown: recommendationRecord,
  /** Of rule, component and parameter: what is found again has the same one. */
  identity: z.string(),
  /** What measuring needs: where it was found, and since when the new value is in force (ms). */
  labels: z.record(z.string(), z.string()),
  method: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  doneAt: z.number().nullable(),
  decidedAt: z.number().nullable(),
});

/** A recommendation as it is kept. */
export interface Kept extends z.output<typeof keptSchema> {
  readonly revision: number;
}

/** A dismissed one is proposed again when its value moved by this share, or after this long. */
const MOVED_SHARE = 0.25;
const DISMISSED_MS = 30 * 86_400_000;
const DAY = 86_400_000;

export function keptOf({ record, revision }: RecommendationRow): Kept {
  return { ...keptSchema.parse(record), revision };
}

export function rowOf(owner: Owner, { revision, ...kept }: Kept, now: number): RecommendationRow {
  const { shown } = kept;
  return {
    owner,
    id: shown.recommendationId,
    state: shown.state,
    category: shown.category,
    component: shown.componentId,
    priority: shown.priority,
    createdAt: Date.parse(shown.createdAt),
    updatedAt: now,
    revision,
    record: kept as unknown as Json,
  };
}

/** The same rule, component and parameter is the same recommendation. */
function identityOf(finding: Finding, parameter: string): string {
  const identity = JSON.stringify([finding.rule.id, finding.componentType, finding.componentId, parameter]);
  return digest(identity);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What a finding says to people, before anybody decided anything. */
export function newRecommendation(finding: Finding, outcomes: readonly Outcome[], now: number): Kept {
  const { rule, labels } = finding;
  const values = {
    component: finding.componentId,
    current: valueText(finding.current, rule.unit),
    recommended: valueText(finding.recommended, rule.unit),
  };
  const words = (text: string): string => fillIn(text, labels, values);
  const parameter = words(rule.parameter);
  const confidence = Math.round(1000 * learnedConfidence(finding.confidence, rule.id, outcomes)) / 1000;
  const judged = { estimatedEffort: rule.effort, riskLevel: rule.risk };
  const identity = identityOf(finding, parameter);
  return {
    revision: 0,
    identity,
    labels: { ...labels },
    method: { ...finding.kept } as Kept['method'],
    doneAt: null,
    decidedAt: null,
    shown: {
      recommendationId: identity,
      category: rule.category,
      title: words(rule.title),
      description: words(rule.description),
      parameter,
      unit: rule.unit,
      currentValue: finding.current,
      recommendedValue: finding.recommended,
      expectedImprovement: finding.improvement,
      estimate: finding.estimate,
      confidence,
      implementationSteps: rule.steps.map(words),
      ...judged,
      componentType: finding.componentType,
      componentId: finding.componentId,
      priority: priorityOf({ ...finding, confidence }, judged),
      origin: rule.id,
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + (parseDuration(rule.expires) ?? 7 * DAY)).toISOString(),
      state: 'pending',
      snoozedUntil: null,
      reason: '',
      decidedBy: '',
      measuredImprovement: null,
      measuredText: '',
    },
  };
}

/**
 * What is kept after an analysis found `fresh` where `before` was known; null where nothing changes. Accepted ones stay as they were decided; dismissed ones
 * begin anew where another value is found, and after done ones another one may follow.
 */
export function renewed(before: Kept, fresh: Kept, now: number): Kept | null {
  const { shown } = before;
  const anew = { ...fresh, revision: before.revision };
  switch (shown.state) {
    case 'pending':
      return { ...anew, shown: { ...fresh.shown, createdAt: shown.createdAt } };
    case 'snoozed':
      return { ...anew, shown: { ...fresh.shown, createdAt: shown.createdAt, ...pick(shown) } };
    case 'expired':
      return anew;
    case 'dismissed':
      return hasMoved(shown, fresh.shown) || now - (before.decidedAt ?? 0) > DISMISSED_MS ? anew : null;
    case 'done':
      // It stays, since what became of it is learned from: the new one has an id of its own.
      return now - (before.doneAt ?? now) > DAY && (hasMoved(shown, fresh.shown) || isUndone(shown, fresh.shown))
        ? { ...fresh, shown: { ...fresh.shown, recommendationId: digest(`${before.shown.recommendationId} ${now}`) } }
        : null;
    case 'accepted':
      return null;
  }
}

function pick({ state, snoozedUntil, reason, decidedBy }: Recommendation): Partial<Recommendation> {
  return { state, snoozedUntil, reason, decidedBy };
}

function hasMoved(before: Recommendation, now: Recommendation): boolean {
  return differ(before.recommendedValue, now.recommendedValue);
}

/** Somebody set another value since. */
function isUndone(before: Recommendation, now: Recommendation): boolean {
  return differ(before.recommendedValue, now.currentValue);
}

function differ(a: number | string, b: number | string): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(b - a) > MOVED_SHARE * Math.abs(a) : a !== b;
}

/** What time alone changes: snoozed ones come back, pending ones end. Null where nothing does. */
export function aged(kept: Kept, now: number): Kept | null {
  const { shown } = kept;
  if (shown.state === 'snoozed' && shown.snoozedUntil !== null && Date.parse(shown.snoozedUntil) <= now) {
    return { ...kept, shown: { ...shown, state: 'pending', snoozedUntil: null } };
  }
  if (shown.state === 'pending' && Date.parse(shown.expiresAt) <= now) {
    return { ...kept, shown: { ...shown, state: 'expired' } };
  }
  return null;
}
