/** What `npm run -s eval -- NAME` was asked for. */
export interface EvaluationOptions {
  /** Folder of the data set; undefined where none was given. */
  readonly data: string | undefined;
  /** Seeds to repeat over, in order. */
  readonly seeds: readonly number[];
  /** Shows text to the person who waits: tables in Markdown. */
  print(markdown: string): void;
}

/** One evaluation; `run` resolves to its figures, as plain JSON. */
export interface Evaluation {
  /** Heading of its page under docs/evaluations. */
  readonly title: string;
  /** One line for the list of evaluations. */
  readonly summary: string;
  run(options: EvaluationOptions): Promise<object>;
}
