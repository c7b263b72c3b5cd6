import type { Field } from '@grafana/data';
import type { AnomalyInterval, FrameMetaCustom } from '../../../contract/detection.ts';
import type { Severity } from '../../../contract/severity.ts';

/** A column on a shared time axis: null where the series has no value, undefined where it has no point at that time. */
export type Column = ReadonlyArray<number | null | undefined>;

/** Scores from which a mark is low, medium or high. */
export type Thresholds = Record<Severity, number>;

/** One series as a frame has it, before the series of a panel are put on one time axis. Times are ms. */
export interface SourceSeries {
  readonly name: string;
  /** The field that carries the value (or, without one, the score): it has the colour, the unit and the links. */
  readonly field: Field;
  readonly frameIndex: number;
  readonly fieldIndex: number;
  readonly times: readonly number[];
  readonly value?: Column;
  readonly expected?: Column;
  readonly lower?: Column;
  readonly upper?: Column;
  readonly score?: Column;
  readonly anomaly?: ReadonlyArray<boolean | null | undefined>;
  readonly meta?: FrameMetaCustom['nightjar'];
}

/** One series as it is drawn: its columns lie on the model's `times`. */
export interface DrawnSeries extends Omit<SourceSeries, 'times' | 'anomaly' | 'value'> {
  /** The series' own times, in the rows of its frame. */
  readonly rows: readonly number[];
  /** Index in the model's `series`. */
  readonly index: number;
  readonly value: Column;
  readonly color: string;
  readonly visible: boolean;
  readonly scaleKey: string;
  readonly thresholds: Thresholds;
  readonly least: Severity;
  readonly intervals: readonly AnomalyInterval[];
  /** Severity of each point to mark, null elsewhere. */
  readonly marks: ReadonlyArray<Severity | null>;
  /** Typical distance of two points in ms. */
  readonly step: number;
  readonly format: (value: number) => string;
}

/** Everything the plot, the legend and the drawer need. */
export interface PlotModel {
  readonly times: readonly number[];
  readonly series: readonly DrawnSeries[];
  readonly hasScores: boolean;
  /** False while every score is missing: the models have not seen enough. */
  readonly anyScore: boolean;
  readonly pendingFits: number;
}
