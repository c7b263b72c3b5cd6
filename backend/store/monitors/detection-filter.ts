import type { Owner } from '../owner.ts';
import type { DetectionRow, VerdictRow } from './records.ts';

/** A condition on a label, as PromQL's; a label that is missing is empty, an expression matches the whole value. */
export interface DetectionMatcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** What is left out matches everything. Times in ms. */
export interface DetectionFilter {
  readonly owner: Owner;
  readonly monitor?: string;
  readonly ids?: readonly string[];
  /** Those that touch the range, inclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly severities?: readonly string[];
  readonly types?: readonly string[];
  /** `none`: without one. */
  readonly verdicts?: readonly string[];
  readonly open?: boolean;
  readonly labels?: readonly DetectionMatcher[];
  readonly limit: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

export interface DetectionWithVerdict extends DetectionRow {
  readonly verdict: VerdictRow | null;
}

export interface DetectionPage {
  readonly detections: DetectionWithVerdict[];
  /** Whether older ones match too. */
  readonly more: boolean;
}

export interface VerdictWithDetection extends VerdictRow {
  readonly detectionRow: DetectionRow;
}
