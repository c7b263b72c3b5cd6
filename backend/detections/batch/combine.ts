import type { Scored } from '../../detectors/detector.ts';

/**
 * One answer for the columns of a line: the score is the highest of the columns at that point (NaN only where all are), and expected
 * value and band are those of the column that has it.
 */
export function combineColumns(columns: readonly Scored[]): Omit<Scored, 'evidence'> {
  if (columns.length === 1) {
    return columns[0];
  }
  const length = columns[0].score.length;
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const out = { score: column(), expected: column(), lower: column(), upper: column() };
  for (let i = 0; i < length; i++) {
    let best = columns[0];
    for (const one of columns) {
      if (one.score[i] > best.score[i] || Number.isNaN(best.score[i])) {
        best = one;
      }
    }
    out.score[i] = best.score[i];
    out.expected[i] = best.expected[i];
    out.lower[i] = best.lower[i];
    out.upper[i] = best.upper[i];
  }
  return out;
}
