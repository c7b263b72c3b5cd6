import type { SeriesGroup } from '../detector.ts';
import type { Member } from '../member.ts';
import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { fitHeldOut, scoreHeldOut } from './held-out.ts';
import type { Injected } from './inject.ts';

/** How a detector did on held-out history. Plain data; shares are 0..1. */
export type Figures = {
  /** Share of the injected anomalies that score above the threshold the budget of false alarms leaves. */
  readonly found: number;
  /** Average precision of anomalies against clean stretches, whatever the threshold. */
  readonly precision: number;
  /** Share of the clean stretches that hold a mark of severity low or more. */
  readonly falseMarks: number;
  /** What all of that is worth: the mean of `found` and `precision`, less what marks beyond the budget cost. */
  readonly worth: number;
};

/** Clean stretches are so many points long. */
const STRETCH = 12;
/** The budget: one clean stretch in so many may be marked. */
const BUDGET = 1 / 40;
/** What each further marked share costs. */
const PENALTY = 2;

/** Fits a member on the points before `from` and tries it on the rest: as it is, and with anomalies put in. Deterministic. */
export async function judge(
  member: Member,
  group: SeriesGroup,
  copies: readonly Injected[],
  from: number,
  seed: number
): Promise<Figures> {
  const fitted = await fitHeldOut(member, group, from, seed);
  const clean = peaks(await scoreHeldOut(fitted, group));
  const events: number[] = [];
  for (const { series, events: injected } of copies) {
    const scores = await scoreHeldOut(fitted, { step: group.step, series: [series] });
    events.push(...injected.map(({ start, end }) => highest(scores, start - from, end - from)));
  }
  const falseMarks = shareOf(clean, (peak) => peak >= SEVERITY_THRESHOLDS.low);
  const found = shareOf(events, aboveBudget(clean));
  const precision = averagePrecision(events, clean);
  const worth = (found + precision) / 2 - PENALTY * Math.max(0, falseMarks - BUDGET);
  return { found, precision, falseMarks, worth };
}

/** Highest score of each stretch that has any. */
function peaks(scores: Float64Array): number[] {
  const found: number[] = [];
  for (let start = 0; start < scores.length; start += STRETCH) {
    const peak = highest(scores, start, start + STRETCH);
    if (peak >= 0) {
      found.push(peak);
    }
  }
  return found;
}

/** Highest score within, NaN where there is none. */
function highest(scores: Float64Array, start: number, end: number): number {
  let most = Number.NaN;
  for (let i = start; i < Math.min(scores.length, end); i++) {
    most = most >= scores[i] || Number.isNaN(scores[i]) ? most : scores[i];
  }
  return most;
}

function shareOf(values: readonly number[], is: (value: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}

/** Whether a score is marked when the threshold lies as high as the budget of false alarms asks, and at low at least. */
function aboveBudget(clean: readonly number[]): (score: number) => boolean {
  const falling = clean.toSorted((a, b) => b - a);
  const bound = falling[Math.floor(falling.length * BUDGET)] ?? 0;
  return (score) => score >= SEVERITY_THRESHOLDS.low && score > bound;
}

/** Area under precision over recall, events against clean stretches; ties count for neither. */
export function averagePrecision(events: readonly number[], clean: readonly number[]): number {
  const falling = events.map((score) => (score >= 0 ? score : -1)).sort((a, b) => b - a);
  let sum = 0;
  falling.forEach((score, rank) => {
    const above = clean.filter((one) => one >= score).length;
    sum += score < 0 ? 0 : (rank + 1) / (rank + 1 + above);
  });
  return falling.length === 0 ? 0 : sum / falling.length;
}
