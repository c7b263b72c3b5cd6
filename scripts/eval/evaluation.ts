import type { Detector } from '../../backend/detectors/detector.ts';
import { DETECTORS } from '../../backend/detectors/index.ts';
import { findDetector } from '../../backend/workers/find-detector.ts';

/** What `npm run -s eval -- NAME` was asked for. */
export interface EvaluationOptions {
  /** Folder of the data set; undefined where none was given. */
  readonly data: string | undefined;
  /** Seeds to repeat over, in order; undefined where the evaluation's own are to be taken. */
  readonly seeds: readonly number[] | undefined;
  /** Id of a detector, or `all`; undefined where none was named. */
  readonly detector: string | undefined;
  /** `causal`, `range` or `both`. */
  readonly mode: EvaluationMode;
  /** Write what was fitted into the source code. */
  readonly write: boolean;
  /** The page is written: rows of single detectors are put among those kept. */
  readonly writesDocs: boolean;
  /** Shows text to the person who waits: tables in Markdown. */
  print(markdown: string): void;
  /** Says how far it is; no part of the page. */
  say(line: string): void;
}

export const EVALUATION_MODES = ['causal', 'range', 'both'] as const;
export type EvaluationMode = (typeof EVALUATION_MODES)[number];

/** One evaluation; `run` resolves to its figures, as plain JSON. */
export interface Evaluation {
  /** Heading of its page under docs/evaluations. */
  readonly title: string;
  /** One line for the list of evaluations. */
  readonly summary: string;
  run(options: EvaluationOptions): Promise<object>;
}

/** What it does is what the model does that someone brings; without one it runs a tiny example. */
const JUDGED = DETECTORS.filter(({ id }) => id !== 'onnx-model');

/** The detectors an evaluation was asked for: all that can be judged for `all`, `fallback` where none was named. */
export function wantedDetectors({ detector }: EvaluationOptions, fallback = 'all'): readonly Detector[] {
  const wanted = detector ?? fallback;
  return wanted === 'all' ? JUDGED : [findDetector(wanted)];
}
