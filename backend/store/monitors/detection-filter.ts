import type { Matcher } from '../../../contract/promql.ts';
import type { Owner } from '../owner.ts';
import type { DetectionRow, VerdictRow } from './records.ts';

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
  /** As in PromQL: a label that is missing is empty, an expression (RE2) matches the whole value. */
  readonly labels?: readonly Matcher[];
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
