import type { AnomalyType } from './fields.ts';
import type { Severity } from './severity.ts';

/** One number of an explanation, with what it is. */
export interface ExplanationFact {
  /** Stable key a test or a script can look up: `expected`, `sigma`, `deviationSigmas`, `seasonSlot`, ... */
  key: string;
  /** Plain English name shown to people. */
  label: string;
  value: number | string;
  /** Grafana unit id (`short`, `percentunit`, `s`, ...); absent for words. */
  unit?: string;
}

/** What a column or component added to a score; `share` are positive and add up to 1. */
export interface Contribution {
  name: string;
  value: number;
  expected: number;
  /** Distance from the expected value in robust standard deviations, signed. */
  sigmas: number;
  share: number;
}

/** What one part of a point changes of the model's measure. */
export interface AttributedPart {
  name: string;
  value: number;
  expected: number;
  /** In units of the measure; above 0 where the part makes the point more unusual, below 0 where it makes it less so. */
  adds: number;
}

/**
 * How far a model's measure of a point lies from what is usual, in parts: the `adds` of the parts and `others` add up to (`value` - `usual`) x
 * `direction`.
 */
export interface Attribution {
  /** Name of the measure, in words that can begin and end a sentence. */
  measure: string;
  value: number;
  usual: number;
  /** 1 where unusual points measure more, -1 where they measure less. */
  direction: 1 | -1;
  /** Largest first, whatever their sign. */
  parts: AttributedPart[];
  /** What all parts together add that are not named; 0 where there are none. */
  others: number;
}

/** Why a point or interval is anomalous: a sentence and the numbers behind it. */
export interface Explanation {
  summary: string;
  facts: ExplanationFact[];
  contributions: Contribution[];
  /** Present where what the parts add is known with its sign. */
  attribution?: Attribution;
}

/** A run of anomalous points of one series. Times are ms since the epoch; `end` is that of its last point. */
export interface AnomalyInterval {
  id: string;
  start: number;
  end: number;
  peak: number;
  score: number;
  /** Calibrated probability (0..1) that this is anomalous. */
  confidence: number;
  severity: Severity;
  type: AnomalyType;
  /** Probability (0..1) of the likeliest type; below 0.5 the type is `unusual_pattern`. */
  typeProbability: number;
  /** Present where a missing value is what was anomalous most: there is no `value` then, and no type is told. */
  missing?: true;
  direction: 'above' | 'below';
  value: number;
  expected: number;
  lower: number;
  upper: number;
  explanation: Explanation;
}

/** How a detector that was tried on a series did on held-out history with injected anomalies; shares are 0..1. */
export type CandidateFigures = {
  readonly id: string;
  readonly name: string;
  /** Why it was tried. */
  readonly because: string;
  /** Share of the anomalies put in that it marks within a fixed budget of false alarms. */
  readonly found: number;
  /** Average precision of those anomalies against clean stretches. */
  readonly precision: number;
  /** Share of clean stretches it marks. */
  readonly falseMarks: number;
  /** What it was chosen by; higher is better. */
  readonly worth: number;
};

/** Which detector `auto` took for a series, and why. Plain data; times in ms. */
export type DetectorChoice = {
  readonly detector: string;
  readonly name: string;
  /** Ends `chosen because ...`. */
  readonly because: string;
  /** History `from` to `at` (exclusive) decided; the choice stands until `until`. */
  readonly from: number;
  readonly at: number;
  readonly until: number;
  readonly points: number;
  readonly candidates: readonly CandidateFigures[];
};

/** `frame.meta.custom` of every frame with results of one series (key `nightjar`). */
export interface FrameMetaCustom {
  nightjar: {
    version: 1;
    output: string;
    detector: string;
    expr: string;
    /** Detection step in ms. */
    step: number;
    sensitivity: number;
    /** Anomalies of severity `minSeverity` and above in this frame's range. */
    intervals: AnomalyInterval[];
    minSeverity: Severity;
    /** Training span of the newest model in ms; null while there is none. */
    trained: { from: number; to: number; points: number } | null;
    /** Fits that still run in the background: ask again. */
    pendingFits: number;
    /** Present where the frame holds what a monitor detected then. */
    monitor?: { id: string; name: string };
    /** What `auto` took for this series (absent for every other detector). */
    choice?: DetectorChoice;
    /** Series and days for which `auto` still chooses in the background: the next refresh has it. */
    pendingChoices?: number;
  };
}
