import type { Direction } from './query.ts';
import { isAtLeast, severityOf, thresholdsAt } from './severity.ts';
import type { Severity } from './severity.ts';

/** How scores become anomalies; none of it touches the model, so that a slider costs this alone, in the backend or in the browser. */
export interface Interpretation {
  readonly sensitivity: number;
  readonly direction: Direction;
  readonly minDeviation: number;
  /** As a share of the expected value's size; 0 for none. */
  readonly minRelativeDeviation: number;
  readonly minSeverity: Severity;
}

/** The columns of one series that decide its anomalies, one entry a point; what is missing is NaN. */
export interface ScoredColumns {
  readonly values: Float64Array;
  readonly expected: Float64Array;
  readonly score: Float64Array;
}

/** Indices of the first and last anomalous point of a run. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** A run with the index, score and severity of its highest point. */
export interface PeakedRun extends Run {
  readonly peak: number;
  readonly score: number;
  readonly severity: Severity;
}

export interface Interpreted {
  /** The detector's score, set to 0 where direction or a smallest deviation rule the point out. */
  readonly score: Float64Array;
  /** 1 exactly where that score reaches the low threshold of the sensitivity. */
  readonly anomaly: Uint8Array;
  /** Runs of `minSeverity` and above, by start. */
  readonly runs: readonly PeakedRun[];
}

/** Points below the threshold that may lie between two anomalous ones of the same run; missing values are not counted. */
export const BRIDGE = 3;

/** Anomalies from raw scores: thresholds, direction and smallest deviations. */
export function interpretScores(columns: ScoredColumns, settings: Interpretation): Interpreted {
  const { values, expected } = columns;
  const score = columns.score.map((value, i) =>
    Number.isNaN(value) || isCounted(values[i], expected[i], settings) ? value : 0
  );
  const { low } = thresholdsAt(settings.sensitivity);
  const anomaly = Uint8Array.from(score, (value) => (value >= low ? 1 : 0));
  const runs: PeakedRun[] = [];
  for (const run of runsOf(anomaly, values)) {
    const peak = peakOf(score, values, expected, run);
    const severity = severityOf(score[peak], settings.sensitivity);
    if (severity !== null && isAtLeast(severity, settings.minSeverity)) {
      runs.push({ ...run, peak, score: score[peak], severity });
    }
  }
  return { score, anomaly, runs };
}

/** A point without a value or without an expected one has no side and counts whatever the direction. */
export function isCounted(value: number, expected: number, settings: Interpretation): boolean {
  const { direction, minDeviation, minRelativeDeviation } = settings;
  const deviation = value - expected;
  if (Number.isNaN(deviation)) {
    return true;
  }
  const wanted = direction === 'both' || (direction === 'above' ? deviation > 0 : deviation < 0);
  const distance = Math.abs(deviation);
  return wanted && distance >= minDeviation && distance >= minRelativeDeviation * Math.abs(expected);
}

/**
 * Runs of set entries, those at most `BRIDGE` unset ones apart joined. A run so far depends on earlier points alone: what comes later
 * can lengthen it, never move its start.
 */
export function runsOf(flags: Uint8Array, values: Float64Array): Run[] {
  const runs: Run[] = [];
  let first = -1;
  let last = -1;
  let between = 0;
  for (let i = 0; i < flags.length; i++) {
    if (flags[i]) {
      if (first < 0) {
        first = i;
      } else if (between > BRIDGE) {
        runs.push({ first, last });
        first = i;
      }
      last = i;
      between = 0;
    } else if (!Number.isNaN(values[i])) {
      between++;
    }
  }
  if (first >= 0) {
    runs.push({ first, last });
  }
  return runs;
}

/** Index of the run's highest score; among equal ones the farthest from its expected value, or the first where values are missing. */
function peakOf(score: Float64Array, values: Float64Array, expected: Float64Array, run: Run): number {
  let peak = run.first;
  for (let i = run.first + 1; i <= run.last; i++) {
    const farther = Math.abs(values[i] - expected[i]) > Math.abs(values[peak] - expected[peak]);
    if (score[i] > score[peak] || (score[i] === score[peak] && farther)) {
      peak = i;
    }
  }
  return peak;
}

/**
 * Calibrated probability that a point of this score is anomalous. With a prior of one anomalous point in 10,000 and scores that
 * say how rare a clean point this unusual is (`p = 10^-(10 score - 4)`, at most 1), Bayes' rule with a likelihood of 1 under the
 * anomaly gives prior / (prior + p): 0.09 at 0.7, 0.5 at 0.8, 0.91 at 0.9, 0.99 at 1.
 */
export function confidenceOf(score: number): number {
  const prior = 1e-4;
  const rarity = Math.min(1, 10 ** -(10 * score - 4));
  return prior / (prior + rarity);
}
