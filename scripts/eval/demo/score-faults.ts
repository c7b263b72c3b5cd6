import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';
import type { Fault } from '../../../demo/shop/faults.ts';
import type { Mark } from './read-marks.ts';

const MINUTE = 60_000;
/** A fault must be marked this soon. */
export const DEADLINE_MS = 5 * MINUTE;
/** Share of a type's faults that must bear its label for the type to count as told. */
export const TOLD_SHARE = 0.75;
/** What follows from a fault may begin this long after its end. */
const AFTER_MS = 5 * MINUTE;

/** What became of one fault. Delays in ms from its onset to the first score of severity medium, null without one. */
export interface Outcome {
  readonly fault: Fault;
  /** On any series of the struck service. */
  readonly delay: number | null;
  /** On the metric that the fault is about. */
  readonly ownDelay: number | null;
  /** The type that the highest-scored mark on the fault's own metric bears; null without one. */
  readonly label: string | null;
  /** The same, ten minutes after the onset. */
  readonly earlyLabel: string | null;
}

const during = ({ service, start, end }: Fault, marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => mark.service === service && mark.start >= start && mark.start <= end + AFTER_MS);

function labelOf(marks: readonly Mark[]): string | null {
  return [...marks].sort((a, b) => b.score - a.score)[0]?.type ?? null;
}

export function outcomeOf(fault: Fault, marks: readonly Mark[], early: readonly Mark[]): Outcome {
  const all = during(fault, marks);
  const own = all.filter((mark) => mark.query === fault.signal);
  const delay = (some: readonly Mark[]) =>
    some.length > 0 ? Math.min(...some.map(({ marked }) => marked)) - fault.start : null;
  return {
    fault,
    delay: delay(all),
    ownDelay: delay(own),
    label: labelOf(own),
    earlyLabel: labelOf(during(fault, early)),
  };
}

/** Marks that no fault explains: none on any service lasts until them, or has lasted within the last half an hour. */
export function unexplained(faults: readonly Fault[], marks: readonly Mark[]): Mark[] {
  return marks.filter((mark) => !faults.some(({ start, end }) => mark.end >= start && mark.start <= end + 30 * MINUTE));
}

export interface TypeFigures {
  readonly type: AnomalyType;
  readonly faults: number;
  /** Marked within the deadline: on the struck service, and on the fault's own metric. */
  readonly inTime: number;
  readonly ownInTime: number;
  readonly labelled: number;
  readonly labelledEarly: number;
  /** Median delay of the marked ones in minutes; null without any. */
  readonly medianMinutes: number | null;
}

const soon = (delay: number | null): boolean => delay !== null && delay <= DEADLINE_MS;

export function figuresByType(outcomes: readonly Outcome[]): TypeFigures[] {
  return ANOMALY_TYPES.map((type) => {
    const own = outcomes.filter(({ fault }) => fault.type === type);
    const delays = own.flatMap(({ delay }) => delay ?? []).sort((a, b) => a - b);
    return {
      type,
      faults: own.length,
      inTime: own.filter(({ delay }) => soon(delay)).length,
      ownInTime: own.filter(({ ownDelay }) => soon(ownDelay)).length,
      labelled: own.filter(({ label }) => label === type).length,
      labelledEarly: own.filter(({ earlyLabel }) => earlyLabel === type).length,
      medianMinutes: delays.length > 0 ? delays[delays.length >> 1] / MINUTE : null,
    };
  });
}

/** Types of which at least `TOLD_SHARE` of the faults bear the right label. */
export function toldTypes(figures: readonly TypeFigures[]): AnomalyType[] {
  return figures
    .filter(({ faults, labelled }) => faults > 0 && labelled >= TOLD_SHARE * faults)
    .map(({ type }) => type);
}
