import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';

/** How many anomalies of each true type (row) were given each type (column), in the order of `ANOMALY_TYPES`. */
export type Confusion = readonly (readonly number[])[];

export function confusionOf(pairs: readonly { readonly truth: AnomalyType; readonly given: AnomalyType }[]): Confusion {
  return ANOMALY_TYPES.map((truth) =>
    ANOMALY_TYPES.map((given) => pairs.filter((pair) => pair.truth === truth && pair.given === given).length)
  );
}

export interface TypeScores {
  readonly recall: number;
  readonly precision: number;
  /** Harmonic mean of the two; 0 where nothing was right. */
  readonly f1: number;
}

export function scoresOf(confusion: Confusion): TypeScores[] {
  return confusion.map((row, type) => {
    const right = row[type];
    const recall = right / Math.max(1, sum(row));
    const precision = right / Math.max(1, sum(confusion.map((other) => other[type])));
    return { recall, precision, f1: right === 0 ? 0 : (2 * recall * precision) / (recall + precision) };
  });
}

/** Mean of the types' F1, each counting alike. */
export function macroF1(confusion: Confusion): number {
  return sum(scoresOf(confusion).map(({ f1 }) => f1)) / confusion.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
