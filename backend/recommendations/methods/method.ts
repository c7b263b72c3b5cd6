import type { z } from 'zod';
import type { Labels, Series } from '../../series/series.ts';
import type { Recommendation } from '../records.ts';

/** What one method works on: one component, with the series a rule asks for, by the names of its queries, all on one grid of instants. */
export interface Subject {
  readonly labels: Labels;
  readonly series: Readonly<Record<string, Series>>;
}

/** What a method found: values in the parameter's unit, improvement in percent, shares 0..1. */
export interface Found {
  readonly current: number;
  readonly recommended: number;
  readonly improvement: number;
  readonly confidence: number;
  readonly estimate: Recommendation['estimate'];
  /** How soon it matters: 0 whenever, 1 now. */
  readonly urgency: number;
  /** What the method itself needs to measure the improvement later; plain JSON. */
  readonly kept: Readonly<Record<string, number | readonly number[]>>;
}

/** What became of a change: percent of the same measure that the improvement was expected of, beside what the old value would have given. */
export interface Measured {
  readonly improvement: number;
  readonly text: string;
  readonly samples: number;
}

/** How many simulated courses of a series' future reach a limit. */
export type Foresee = (
  series: Series,
  horizonMs: number
) => Promise<{
  /** The highest value of each course. */
  readonly peaks: Float64Array;
  /** Whether its back-test did worse than repeating the season. */
  readonly isWorseThanNaive: boolean;
  readonly origins: number;
}>;

export interface MethodContext {
  readonly foresee: Foresee;
  /** How far ahead a limit must not be reached where the rule does not say, ms (`predictionHorizonHours`). */
  readonly horizon: number;
  /** Stretches in which something was really wrong with the component: verdict-true detections, incidents acted upon. ms. */
  readonly troubles: readonly { readonly start: number; readonly end: number }[];
}

/**
 * A way to find a better value of one setting, and to say how much it helps: always tried on data that it was not fitted on. What it expects and what is
 * measured later are the same measure.
 */
export interface Method<S> {
  readonly id: string;
  /** Needs a model beside the rule: left out where `enableMlBased` is off. */
  readonly learned: boolean;
  /** Its settings as a rule gives them. */
  readonly settings: z.ZodType<S>;
  /** Names of the queries a rule must have; the first one gives the subjects. */
  readonly queries: readonly string[];
  readonly optional?: readonly string[];
  /** How far back it looks, and how densely, where the rule does not say; ms. Null: as the options say. */
  readonly window: { readonly length: number; readonly step: number } | null;
  /** Null where there is nothing to improve, or nothing is known. */
  find(subject: Subject, settings: S, context: MethodContext): Promise<Found | null>;
  /** After a change from `old`; null where too little is known yet. */
  measure(
    subject: Subject,
    settings: S,
    change: { readonly old: number; readonly kept: Found['kept'] },
    context: MethodContext
  ): Promise<Measured | null>;
}
