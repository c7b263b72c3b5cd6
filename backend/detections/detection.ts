import type { AnomalyInterval } from '../../contract/detection.ts';
import type { AnomalyEvidence } from '../anomaly-types/evidence.ts';
import type { Series } from '../series/series.ts';

/** The result for one series over a range; arrays have one entry a point of `series`. */
export interface Detection {
  readonly series: Series;
  /** The detector's score, set to 0 where direction or a minimum deviation rule the point out. */
  readonly score: Float64Array;
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the point belongs to an anomaly of any severity. */
  readonly anomaly: Uint8Array;
  /** Anomalies of `minSeverity` and above, by start. */
  readonly intervals: readonly AnomalyInterval[];
}

/** An interval whose type is yet to be told from its evidence. */
export interface UntypedInterval extends Omit<AnomalyInterval, 'type' | 'typeProbability'> {
  /** null where there is no value to tell a type from. */
  readonly evidence: AnomalyEvidence | null;
}

/** A detection before its intervals have types. */
export interface UntypedDetection extends Omit<Detection, 'intervals'> {
  readonly intervals: readonly UntypedInterval[];
}
