import type { Graph, Value } from '../graph.ts';

/** One node on the way back from the loss, as a rule sees it. */
export interface BackwardStep {
  readonly graph: Graph;
  /** The node's inputs; null where an optional one was left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly Value[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /**
   * The loss's gradient by each output, null where the loss does not depend on it. Its shape broadcasts to the output's and may be smaller: the
   * gradient of a mean stays one number until something needs it in full.
   */
  readonly cotangents: readonly (Value | null)[];
  /** Whether the gradient by input `i` is wanted. */
  wants(i: number): boolean;
}

/**
 * The vector-Jacobian product of an operator: from the gradients by its outputs to those by its inputs (null: none, or not wanted), each with a shape
 * that broadcasts to its input's.
 */
export type GradientRule = (step: BackwardStep) => (Value | null)[];
