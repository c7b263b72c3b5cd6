import type { Labels } from '../series/series.ts';
import type { AdjustmentRow, DetectionRow, MonitorRow, SuppressionRow } from '../store/monitors/records.ts';

/** One scored point, as verdicts may change what it counts. */
export interface ScoredPoint {
  readonly labels: Labels;
  readonly key: string;
  readonly time: number;
  readonly value: number;
  /** 0 where direction or a smallest deviation rule it out. */
  readonly score: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}

/** The score of a point as it counts once verdicts are heard: the same, or less. Asked only of points that would be marked. */
export type Adjust = (point: ScoredPoint) => number;

/** Times in ms, both ends inclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What people's verdicts, calendars and suppressions do to an evaluation; read anew for each, so that a change counts from the next on. */
export interface Feedback {
  /** null where nothing was learned of verdicts. */
  adjustOf(monitor: MonitorRow, adjustment: AdjustmentRow): Adjust | null;
  /** Stretches of `from` to `to` kept out of the training of a monitor. */
  exclusionsOf(monitor: MonitorRow, from: number, to: number): Promise<readonly Stretch[]>;
  /** Id of the suppression that hides a detection, of those in force; null where none does. */
  suppressionOf(
    detection: Pick<DetectionRow, 'labels' | 'start' | 'end'>,
    all: readonly SuppressionRow[]
  ): string | null;
}
