/** Instants an expression is evaluated at, in ms: `count` of them, `step` apart. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

export function gridEnd({ start, step, count }: Grid): number {
  return start + (count - 1) * step;
}
