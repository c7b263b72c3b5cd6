import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';
import type { Fault } from '../../../demo/shop/faults.ts';

/** One anomaly of severity medium or above. Times in ms. */
export interface Mark {
  /** Id of the demo query. */
  readonly query: string;
  readonly service: string;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly score: number;
  readonly text: string;
}

/** A fault must be marked this soon. */
export const DEADLINE_MS = 5 * 60_000;
/** Share of a type's faults that must bear its label for the type to count as told. */
export const TOLD_SHARE = 0.75;
/** A type counts as told on the metric the fault is about; what follows from a fault may last this long after its end. */
const AFTER_MS = 5 * 60_000;

/** What became of one fault. */
export interface Outcome {
  readonly fault: Fault;
  /** From onset to the first mark on any series of the struck service, ms; null without one. */
  readonly delay: number | null;
  /** The type that the highest-scored mark on the fault's own metric bears; null without one. */
  readonly label: string | null;
}

export function outcomeOf(fault: Fault, marks: readonly Mark[]): Outcome {
  const during = marks.filter(
    (mark) => mark.service === fault.service && mark.start >= fault.start && mark.start <= fault.end + AFTER_MS
  );
  const delays = during.map((mark) => mark.start - fault.start);
  const own = during.filter((mark) => mark.query === fault.signal).sort((a, b) => b.score - a.score);
  return { fault, delay: delays.length > 0 ? Math.min(...delays) : null, label: own[0]?.type ?? null };
}

export interface TypeFigures {
  readonly type: AnomalyType;
  readonly faults: number;
  readonly inTime: number;
  readonly ever: number;
  readonly labelled: number;
  /** Median delay of the marked ones in minutes; null without any. */
  readonly medianMinutes: number | null;
}

const isInTime = ({ delay }: Outcome): boolean => delay !== null && delay <= DEADLINE_MS;

export function figuresByType(outcomes: readonly Outcome[]): TypeFigures[] {
  return ANOMALY_TYPES.map((type) => {
    const own = outcomes.filter(({ fault }) => fault.type === type);
    const delays = own.flatMap(({ delay }) => delay ?? []).sort((a, b) => a - b);
    return {
      type,
      faults: own.length,
      inTime: own.filter(isInTime).length,
      ever: delays.length,
      labelled: own.filter(({ label }) => label === type).length,
      medianMinutes: delays.length > 0 ? delays[delays.length >> 1] / 60_000 : null,
    };
  });
}

/** Types of which at least `TOLD_SHARE` of the faults bear the right label. */
export function toldTypes(figures: readonly TypeFigures[]): AnomalyType[] {
  return figures
    .filter(({ faults, labelled }) => faults > 0 && labelled >= TOLD_SHARE * faults)
    .map(({ type }) => type);
}
