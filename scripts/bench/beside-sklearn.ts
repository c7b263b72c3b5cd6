/** One comparison with scikit-learn: medians in ms of either side. */
export interface ComparedRow {
  readonly what: string;
  readonly nightjar: number;
  readonly sklearn: number;
}

/** How many times as fast Nightjar is. */
export function ratioOf({ nightjar, sklearn }: ComparedRow): number {
  return sklearn / nightjar;
}

/** A time in ms as people read it. */
export function duration(ms: number): string {
  return ms < 0.1 ? `${(ms * 1e3).toFixed(1)} µs` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

/** The comparisons as a table. */
export function comparedTable(rows: readonly ComparedRow[]): string {
  const lines = rows.map((row) => {
    const ratio = ratioOf(row);
    return `| ${row.what} | ${duration(row.nightjar)} | ${duration(row.sklearn)} | ${ratio.toFixed(ratio < 20 ? 1 : 0)} |`;
  });
  return `| | Nightjar | scikit-learn | times as fast |
|---|---|---|---|
${lines.join('\n')}`;
}
