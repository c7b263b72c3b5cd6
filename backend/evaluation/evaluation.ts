import type { Explanation } from '../../contract/detection.ts';
import type { FittedModel, Scored } from '../detectors/detector.ts';
import type { Series } from '../series/series.ts';

/** One series with its scores over the evaluated instants; every array has one entry an instant. */
export interface EvaluatedSeries {
  readonly key: string;
  readonly series: Series;
  /** NaN where no model has scored the instant (yet). Evidence is left where `explain` reads it. */
  readonly scored: Scored;
  /** The newest model that scored it; null while there is none. */
  readonly model: FittedModel | null;
  /** Why the instant at `index` has its score; only where the score is a number. */
  explain(index: number): Explanation;
}

/** The answer to an evaluation request. */
export interface Evaluation {
  /** First and last instant of the arrays: they begin at a model's instant, before the range asked for. */
  readonly from: number;
  readonly to: number;
  readonly series: readonly EvaluatedSeries[];
  /** Sentences for the user: the source's warnings and what could not be scored. */
  readonly notices: readonly { readonly severity: 'info' | 'warning'; readonly text: string }[];
  /** Models that are being fitted in the background: ask again. */
  readonly pendingFits: number;
  /** Models that another detector stands in for while they are being fitted in the background: the next refresh has them. */
  readonly pendingChoices: number;
}
