/** A bound that a benchmark must keep, and what was found; both in words. */
export interface Gate {
  readonly name: string;
  readonly bound: string;
  readonly found: string;
  readonly passed: boolean;
}

/** An absolute figure with the aim set for it: recorded, never failed. */
export interface Goal {
  readonly name: string;
  readonly aim: string;
  readonly found: string;
  readonly reached: boolean;
}

/** What a benchmark found. */
export interface BenchReport {
  /** Paragraphs and tables in Markdown, without a heading. */
  readonly markdown: string;
  readonly gates: readonly Gate[];
  readonly goals: readonly Goal[];
  /** The figures as plain JSON. */
  readonly figures: object;
  /** What could not be measured here and why, one sentence each. */
  readonly skipped: readonly string[];
}

/** One benchmark. Ratios are taken against a peer measured in turn with it; `say` shows progress. */
export interface Bench {
  /** Heading of its section. */
  readonly title: string;
  /** One line for the list of benchmarks. */
  readonly summary: string;
  run(say: (line: string) => void): Promise<BenchReport>;
}

/** A ratio as a gate: `found` must be `least` or more. */
export function ratioGate(name: string, found: number, least: number): Gate {
  const digits = found >= 20 ? 0 : 2;
  return { name, bound: `at least ${least}`, found: found.toFixed(digits), passed: found >= least };
}
